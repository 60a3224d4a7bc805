import type { LogCursor } from '../store/events/join-events.ts';

/** Whether `a` comes later in the log than `b`. */
export function isAfter(a: LogCursor, b: LogCursor): boolean {
  return a.xid === b.xid ? a.id > b.id : BigInt(a.xid) > BigInt(b.xid);
}

/** A position as readers keep it: opaque to them, so that what it is made of may change. */
export function writePosition({ xid, id }: LogCursor): string {
  return Buffer.from(`${xid}.${id}`).toString('base64url');
}

const LARGEST_XID = 2n ** 64n - 1n;

/** Reads what `writePosition` wrote; null for anything else. */
export function readPosition(text: string): LogCursor | null {
  const [, xid, id] = /^(0|[1-9]\d{0,19})\.(0|[1-9]\d{0,15})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (xid === undefined || id === undefined || BigInt(xid) > LARGEST_XID) return null;
  const position = { xid, id: Number(id) };
  return Number.isSafeInteger(position.id) && writePosition(position) === text ? position : null;
}
