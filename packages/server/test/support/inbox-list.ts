import type { Role } from '@parley/protocol';
import type { InboxFilterInput, InboxRow } from '@parley/protocol/api';
import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import { type fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from './fake-sessions.ts';

export type ListQuery = InboxFilterInput & {
  readonly sort?: string;
  readonly limit?: string;
  readonly cursor?: string;
  readonly ids?: string;
  readonly metadata_keys?: string;
};

/** The address of the list with these parameters; a list of texts is repeated. */
export function listAddress(query: ListQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) search.append(name, one);
  }
  return `/inbox/conversations?${search}`;
}

/** The list of the inbox as one person of the test's first workspace sees it. */
export function inboxOf(app: { readonly current: TestApp }, sessions: ReturnType<typeof fakeSessions>) {
  const enter = async (role: Role = 'agent'): Promise<SignedIn> => {
    const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
    return signIn(app.current, sessions, { workspaceId, role });
  };
  const get = async (person: SignedIn, query: ListQuery) => {
    const answer = await inboxCall(app.current, person, { method: 'GET', path: listAddress(query) });
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
    return answer.body as { data: InboxRow[]; has_more: boolean; next_cursor: string | null };
  };
  /** All pages. */
  const readAll = async (person: SignedIn, query: ListQuery): Promise<InboxRow[]> => {
    const rows: InboxRow[] = [];
    let cursor: string | null = null;
    do {
      const page = await get(person, { ...query, ...(cursor === null ? {} : { cursor }) });
      rows.push(...page.data);
      cursor = page.next_cursor;
      expect(page.has_more).toBe(cursor !== null);
    } while (cursor !== null);
    return rows;
  };
  return { enter, get, readAll };
}
