import { type ApiError, createAgentClient } from '@parley/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { readLines, runExports } from '../../support/exports.ts';
import { injectFetch } from '../../support/inject-fetch.ts';

const app = testApp();
const { say } = chatClient(app);

const clientOf = (token: string) =>
  createAgentClient({ baseUrl: 'http://parley.test', token, fetch: injectFetch(app) });
const refusalOf = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => expect.unreachable(),
    (error) => error,
  );

const download = async (url: string | null) => {
  const answer = await app.current.parley.app.inject({ method: 'GET', url: new URL(url ?? '').pathname });
  return answer.rawPayload;
};

let client: ReturnType<typeof clientOf>;
beforeEach(() => {
  client = clientOf(app.current.first.read_token);
});

describe('an export through the API of an agent', () => {
  it('is asked for, written, and fetched by an address that needs no token', async () => {
    const first: string = (await say('Where is my parcel?')).json().conv_id;
    const second: string = (await say('I want to talk to a human')).json().conv_id;
    const asked = await client.exports.create({ format: 'jsonl', rows: 'conversation' });
    expect(asked).toMatchObject({ state: 'waiting', rows_written: 0, rows_total: null, download_url: null });
    await runExports(app.current.parley);
    const done = await client.exports.get(asked.id);
    expect(done).toMatchObject({ id: asked.id, state: 'done', rows_written: 2, rows_total: 2, error: null });
    const bytes = await download(done.download_url);
    expect(bytes.length).toBe(done.bytes);
    expect(readLines(bytes).map(({ id }) => id)).toEqual([first, second]);
  });

  it('has what its filter lets through: fields, words and ids alike', async () => {
    await say('Where is my parcel?');
    const handed: string = (await say('I want to talk to a human')).json().conv_id;
    const filters = [
      { assignee_type: 'unassigned' },
      { query: handed },
      { query: '2' },
      { ids: [handed] },
      { created_timestamp_start_date: '2020-01-01', query: handed, ids: [handed] },
    ] as const;
    for (const filter of filters) {
      const { id } = await client.exports.create({
        format: 'jsonl',
        filter: { ...filter, ids: [...('ids' in filter ? filter.ids : [])].length ? [handed] : undefined },
      });
      await runExports(app.current.parley);
      const { download_url: url } = await client.exports.get(id);
      expect(
        readLines(await download(url)).map((line) => line.id),
        JSON.stringify(filter),
      ).toEqual([handed]);
    }
  });
});

describe('an export through the API of an agent is refused', () => {
  it.each([
    [{ format: 'pdf' }, 'format'],
    [{ format: 'csv', rows: 'word' }, 'rows'],
    [{ format: 'csv', filter: { source: 'fax' } }, 'filter.source'],
    [{ format: 'csv', filter: { langauge: 'en' } }, 'filter'],
    [{ format: 'csv', filter: { ids: ['x'] } }, 'filter.ids.0'],
    [{ format: 'csv', filter: { created_timestamp_start_date: 'yesterday' } }, 'filter.created_timestamp_start_date'],
  ])('for %j, and names %s', async (body, path) => {
    const refusal = await refusalOf(client.call('create-agent-export', { body: body as never }));
    expect(refusal.status).toBe(422);
    expect(JSON.stringify(refusal.body)).toContain(path);
    expect(await app.current.database.db.selectFrom('exports').selectAll().execute()).toEqual([]);
  });

  it('to who has no token of it, and to other agents it is unknown', async () => {
    const { id } = await client.exports.create({ format: 'csv' });
    const foreign = clientOf((await app.current.addForeign()).write_token);
    expect((await refusalOf(foreign.exports.get(id))).status).toBe(404);
    expect((await refusalOf(clientOf('nobody').exports.create({ format: 'csv' }))).status).toBe(401);
    expect((await refusalOf(clientOf('nobody').exports.get(id))).status).toBe(401);
  });
});
