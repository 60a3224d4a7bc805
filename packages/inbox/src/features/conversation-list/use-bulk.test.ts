import type { InboxRow } from '@parley/protocol/api';
import { createInboxClient } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { doWithAll } from './use-bulk.ts';

const rows = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `c${at}` }) as InboxRow);

/** A client of a server that answers each request so. */
function clientOf(answer: (ids: string[]) => object | null) {
  const sent: string[][] = [];
  const fetch = async (_url: unknown, init: RequestInit = {}) => {
    const { ids } = JSON.parse(String(init.body)) as { ids: string[] };
    sent.push(ids);
    const body = answer(ids);
    return body ? Response.json(body) : Response.json({ error: 'unavailable', message: 'Busy.' }, { status: 503 });
  };
  return { sent, client: createInboxClient({ baseUrl: 'https://chat.test', workspaceId: 'w', fetch }) };
}

const allChanged = (ids: string[]) => ({
  changed: ids.length,
  unchanged: 0,
  refused: 0,
  data: ids.map((id) => ({ id, outcome: 'changed', error: null })),
});

describe('one thing done with many conversations', () => {
  it('goes in parts, and is told as a whole', async () => {
    const { client, sent } = clientOf(allChanged);
    const outcome = await doWithAll(client, { rows: rows(450), action: { type: 'resolve' } });
    expect(sent.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(outcome).toEqual({ changed: 450, unchanged: 0, refused: [] });
  });

  it('says which were refused, and why', async () => {
    const { client } = clientOf(() => ({
      changed: 1,
      unchanged: 1,
      refused: 1,
      data: [
        { id: 'c0', outcome: 'changed', error: null },
        { id: 'c1', outcome: 'unchanged', error: null },
        { id: 'c2', outcome: 'refused', error: { code: 'conflict', message: 'It is closed.' } },
      ],
    }));
    const outcome = await doWithAll(client, { rows: rows(3), action: { type: 'resolve' } });
    expect(outcome).toEqual({ changed: 1, unchanged: 1, refused: [{ row: { id: 'c2' }, why: 'It is closed.' }] });
  });

  it('counts a part that did not go through as refused, and no other', async () => {
    const { client } = clientOf((ids) => (ids[0] === 'c200' ? null : allChanged(ids)));
    const outcome = await doWithAll(client, { rows: rows(450), action: { type: 'archive' } });
    expect(outcome.changed).toBe(250);
    expect(outcome.refused).toHaveLength(200);
    expect(outcome.refused[0]).toMatchObject({ row: { id: 'c200' }, why: 'Busy.' });
  });
});
