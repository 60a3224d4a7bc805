/** A file is kept this long once it is written. */
export const EXPORT_KEPT_MS = 24 * 60 * 60 * 1000;

/** An address from which it is fetched is good for this long. */
export const EXPORT_LINK_MS = 15 * 60 * 1000;

/** What lists show of exports goes back this far. */
export const EXPORT_LISTED_MS = 30 * 24 * 60 * 60 * 1000;

/** Whoever writes an export says this often that it still does … */
export const EXPORT_RENEW_MS = 1_000;

/** … and another one takes it, when it has not for this long. */
export const EXPORT_LEASE_MS = 20_000;

/** One that was begun so often without an end is not begun again: it would take the server down each time. */
export const EXPORT_ATTEMPTS_MAX = 5;

/** Exports of a workspace that may wait or run at a time. */
export const EXPORTS_UNDER_WAY_MAX = 10;

/** What a file is called: the day, and the beginning of the export's id, so that no two are the same. */
export const exportFileName = ({ id, format, createdAt }: { id: string; format: string; createdAt: Date }): string =>
  `conversations-${createdAt.toISOString().slice(0, 10)}-${id.slice(-8)}.${format}`;
