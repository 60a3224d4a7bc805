/**
 * Whether a transaction had ended when a snapshot of the database was taken, as PostgreSQL writes one: its oldest running
 * transaction, the first that had not begun, and those that ran between them (`10:20:10,14`).
 */
export function seenBefore(snapshot: string, xid: string): boolean {
  const [oldest = '', next = '', running = ''] = snapshot.split(':');
  const asked = BigInt(xid);
  if (asked < BigInt(oldest)) return true;
  if (asked >= BigInt(next)) return false;
  return !running.split(',').includes(xid);
}
