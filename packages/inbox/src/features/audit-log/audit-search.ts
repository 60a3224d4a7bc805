import { isTopic, type Topic } from './actions.ts';

/** What the log is narrowed to, as its address says it; days in the reader's own time zone. */
export type AuditSearch = {
  readonly actor?: string;
  readonly topic?: Topic;
  readonly target?: string;
  readonly from?: string;
  readonly to?: string;
};

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads the address; what it cannot mean is left out. */
export function readAuditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  const word = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
  };
  const day = (name: string): string | undefined => (DAY.test(word(name) ?? '') ? word(name) : undefined);
  const topic = word('topic');
  const [actor, target, from, to] = [word('actor'), word('target'), day('from'), day('to')];
  return {
    ...(actor ? { actor } : {}),
    ...(topic && isTopic(topic) ? { topic } : {}),
    ...(target ? { target } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** The first and the last moment of what is asked for, in the reader's time zone. */
export function boundsOf({ from, to }: AuditSearch): { readonly from?: string; readonly to?: string } {
  return {
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999`).toISOString() } : {}),
  };
}
