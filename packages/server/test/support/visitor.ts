import { randomUUID } from 'node:crypto';
import type { VisitorEvent } from '@parley/protocol/api';
import { expect, vi } from 'vitest';
import type { Parley } from '../../src/compose.ts';
import { VISITOR_TOKEN, type VisitorSession } from '../../src/domain/visitor/visitor-session.ts';

/** A message as a widget sends it; what it leaves out is made up. */
export type Sent = { readonly id?: string; readonly text?: string; readonly [field: string]: unknown };

export type TestVisitor = Awaited<ReturnType<typeof visitorAt>>;

/** A visitor of the first agent's widget, anonymous unless told, who speaks to one server after another. */
export async function visitorAt(server: Pick<Parley, 'app' | 'deps'>, given: Partial<VisitorSession> = {}) {
  let { app } = server;
  const { deps } = server;
  const agent = await deps.database.db
    .selectFrom('agents')
    .select('id')
    .orderBy('created_at')
    .executeTakeFirstOrThrow();
  const session = { agentId: agent.id, visitorId: randomUUID(), subject: null, details: {}, metadata: {}, ...given };
  const token = deps.links.seal(VISITOR_TOKEN, session, 60 * 60 * 1000);
  const headers = { authorization: `Bearer ${token}` };
  const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, payload?: object) =>
    app.inject({ method, url: `/widget${path}`, headers, ...(payload ? { payload } : {}) });
  const events = async (conversationId: string, after = 0): Promise<VisitorEvent[]> => {
    const answer = await call('GET', `/conversations/${conversationId}/events?after=${after}`);
    expect(answer.statusCode).toBe(200);
    return answer.json().items;
  };
  return {
    session,
    token,
    headers,
    call,
    events,
    /** Its next requests go to another node. */
    use(other: Pick<Parley, 'app'>) {
      app = other.app;
    },
    post: (message: Sent) => call('POST', '/messages', { id: randomUUID(), text: 'Hello', ...message }),
    /** Says something and gives its receipt. */
    async says(text: string, message: Sent = {}): Promise<{ conversation_id: string; ord: number; seq: number }> {
      const answer = await this.post({ text, ...message });
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json();
    },
    /** The events of a conversation as soon as they satisfy a condition. */
    async eventsWhen(conversationId: string, isSo: (events: VisitorEvent[]) => boolean): Promise<VisitorEvent[]> {
      return vi.waitFor(
        async () => {
          const all = await events(conversationId);
          expect(isSo(all), JSON.stringify(all)).toBe(true);
          return all;
        },
        { timeout: 9_000, interval: 30 },
      );
    },
  };
}

/** Which visitor messages got a reply, by the replies that there are. */
export const answered = (events: readonly VisitorEvent[]): number[] =>
  events.flatMap((event) =>
    event.type === 'message' && event.message.answers !== null ? [event.message.answers] : [],
  );
