import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fingerprint } from '../../support/table-dump.ts';

const app = testApp();
const url = '/widget/sessions';
const ask = (request: InjectOptions) => app.current.parley.app.inject({ method: 'POST', url, ...request });

it('a session is begun, refused or asked for in advance without any row', async () => {
  const { database, first } = app.current;
  const before = await fingerprint(database);
  const scenario_id = first.scenario_id;
  const json = { 'content-type': 'application/json' };
  const requests: InjectOptions[] = [
    { payload: { scenario_id } },
    { payload: { scenario_id, token: 'x'.repeat(5_000) } },
    { payload: { scenario_id, identity: 'a.b.c' } },
    { payload: { scenario_id: 'nobody0000' } },
    { payload: { scenario_id: { $ne: null } } },
    { headers: json, payload: '{"scenario_id":' },
    { headers: json, payload: '[]' },
    { headers: json, payload: 'null' },
    { headers: json, payload: '\u0000' },
    { headers: { 'content-type': 'text/plain' }, payload: 'x' },
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `scenario_id=${scenario_id}` },
    {},
    { method: 'OPTIONS' },
    { method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' } },
  ];
  for (const request of requests) expect((await ask(request)).statusCode).toBeLessThan(500);
  await fc.assert(
    fc.asyncProperty(fc.json(), async (payload) => {
      expect((await ask({ headers: json, payload })).statusCode).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
  expect(await fingerprint(database)).toBe(before);
});
