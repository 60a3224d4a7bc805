import type { Role } from '@parley/protocol';
import type { InboxConversation, InboxMessage, LiveEvent } from '@parley/protocol/api';
import type { TestApp } from './app.ts';
import { type fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from './fake-sessions.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the inbox of the test's first workspace for people of its team. Paths begin after the workspace's id. */
export function inboxOf(app: { readonly current: TestApp }, sessions: ReturnType<typeof fakeSessions>) {
  const call = (
    person: SignedIn,
    method: Method,
    path: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) => inboxCall(app.current, person, { method, path, headers, ...(payload === undefined ? {} : { payload }) });
  return {
    call,
    async person(role: Role = 'agent'): Promise<SignedIn> {
      const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
      return signIn(app.current, sessions, { workspaceId, role });
    },
    async open(person: SignedIn, id: string, limit = 50): Promise<InboxConversation> {
      const { status, body, text } = await call(person, 'GET', `/inbox/conversations/${id}?limit=${limit}`);
      if (status !== 200) throw new Error(`${status} ${text}`);
      return body;
    },
    async messages(person: SignedIn, id: string, query: string): Promise<{ has_more: boolean; data: InboxMessage[] }> {
      return (await call(person, 'GET', `/inbox/conversations/${id}/messages?${query}`)).body;
    },
    async eventsAfter(person: SignedIn, id: string, seq: number): Promise<LiveEvent[]> {
      return (await call(person, 'GET', `/conversations/${id}/events?after=${seq}`)).body.data;
    },
  };
}
