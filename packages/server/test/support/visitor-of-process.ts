import { randomUUID } from 'node:crypto';
import type { VisitorEvent } from '@parley/protocol/api';
import { expect, vi } from 'vitest';
import type { ServerProcess } from './server-process.ts';
import { answered } from './visitor.ts';

type Receipt = { conversation_id: string; ord: number; seq: number; is_replay: boolean };

/** A new visitor of the agent of a real server, who may go on with another one of the same installation. */
export async function visitorOf(server: ServerProcess) {
  const call = async <T>(to: ServerProcess, path: string, token: string, body?: object): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const send = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const answer = await fetch(`${to.url}/widget${path}`, { headers, ...send });
    expect(answer.status, path).toBe(200);
    return (await answer.json()) as T;
  };
  const { token } = await call<{ token: string }>(server, '/sessions', '', { scenario_id: server.first.scenario_id });
  return {
    says: (to: ServerProcess, text: string, message: object = {}): Promise<Receipt> =>
      call(to, '/messages', token, { id: randomUUID(), text, ...message }),
    /** The events of a conversation once all of these messages have their reply. */
    async eventsWhen(to: ServerProcess, id: string, ords: readonly number[], timeout: number): Promise<VisitorEvent[]> {
      return vi.waitFor(
        async () => {
          const { items } = await call<{ items: VisitorEvent[] }>(to, `/conversations/${id}/events`, token);
          expect(answered(items)).toEqual(ords);
          return items;
        },
        { timeout, interval: 100 },
      );
    },
  };
}
