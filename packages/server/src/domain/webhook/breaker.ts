/** How deliveries to an endpoint have gone of late. While it is failing, they wait and one now and then is tried. */
export type Health = {
  /** The latest attempts, oldest first: `+` came through, `-` did not. */
  readonly recent: string;
  /** Since when it is failing; null when it is not. */
  readonly openedAt: Date | null;
  /** How many probes have failed since. */
  readonly probes: number;
  readonly probeAt: Date | null;
};

export const HEALTHY: Health = { recent: '', openedAt: null, probes: 0, probeAt: null };

/** Of so many latest attempts the share is taken … */
const WINDOW = 50;
/** … if there are at least so many. */
const LEAST = 20;
const FAILING_SHARE = 0.7;

const PROBE_FIRST_MS = 30_000;
const PROBE_LAST_MS = 3_600_000;

/** Counts an attempt. `opened` says that the endpoint counts as failing from now on: its owners are told, once. */
export function countAttempt(
  health: Health,
  { succeeded, isProbe }: { readonly succeeded: boolean; readonly isProbe: boolean },
  at: Date,
): { readonly next: Health; readonly opened: boolean } {
  if (health.openedAt !== null) return { next: whileFailing(health, succeeded, isProbe, at), opened: false };
  const recent = (health.recent + (succeeded ? '+' : '-')).slice(-WINDOW);
  const failures = recent.split('-').length - 1;
  const opens = recent.length >= LEAST && failures / recent.length >= FAILING_SHARE;
  if (!opens) return { next: { ...health, recent }, opened: false };
  return { next: { recent: '', openedAt: at, probes: 0, probeAt: later(at, PROBE_FIRST_MS) }, opened: true };
}

function whileFailing(health: Health, succeeded: boolean, isProbe: boolean, at: Date): Health {
  if (succeeded) return HEALTHY;
  // What was on its way when the endpoint began to fail says nothing new.
  if (!isProbe) return health;
  const probes = health.probes + 1;
  return { ...health, probes, probeAt: later(at, Math.min(PROBE_FIRST_MS * 2 ** probes, PROBE_LAST_MS)) };
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
