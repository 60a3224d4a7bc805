/** An instant as the Workspace API writes it: with `+00:00` instead of `Z`. */
export const offsetTime = (at: Date): string => at.toISOString().replace('Z', '+00:00');

/** The same for what may not have happened yet. */
export const offsetTimeOrNull = (at: Date | null): string | null => (at === null ? null : offsetTime(at));
