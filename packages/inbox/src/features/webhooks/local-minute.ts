/** A moment as `datetime-local` fields write it, in the reader's time zone: `2026-05-22T16:08`. */
export function localMinute(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}
