import { expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { visitorAt } from '../../support/visitor.ts';

const CONFIG = {
  rateLimits: false,
  trustProxy: 1,
  metricsToken: undefined,
  publicUrl: undefined,
  role: 'all',
} as const;
const app = testApp({ config: { ...CONFIG, countryHeader: 'CF-IPCountry' } });

/** Begins a conversation as a network before the server hands it on. */
async function begun(headers: Record<string, string>, start: object = {}) {
  const ada = await visitorAt(app.current.parley);
  const payload = { id: app.current.parley.deps.ids.uuid(), text: 'Hello', start };
  const answer = await app.current.parley.app.inject({
    method: 'POST',
    url: '/widget/messages',
    headers: { ...ada.headers, ...headers },
    payload,
  });
  expect(answer.statusCode, answer.body).toBe(200);
  const { db } = app.current.database;
  const { conversation_id: id } = answer.json();
  return db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

it('the country that the network says is known of a conversation, and vouched for, whatever the page says', async () => {
  expect((await begun({ 'cf-ipcountry': 'pl' })).metadata).toEqual({ country: 'PL' });
  const state = await begun({ 'cf-ipcountry': 'PL' }, { metadata: { country: 'US', plan: 'gold' } });
  expect(state.metadata).toEqual({ country: 'PL', plan: 'gold' });
  expect(state.unverified_keys).toEqual(['plan']);
});

it.each(['XX', 'T1', 'Poland', '', 'P1'])('%j is no country', async (said) => {
  expect((await begun({ 'cf-ipcountry': said })).metadata).toEqual({});
});

it('is left out where the schema of the agent has no place for it, and the message is stored', async () => {
  const schema = { type: 'object', properties: { plan: { type: 'string' } }, additionalProperties: false };
  await app.current.database.db
    .updateTable('agents')
    .set({ metadata_schema: JSON.stringify(schema) })
    .execute();
  const state = await begun({ 'cf-ipcountry': 'PL' }, { metadata: { plan: 'gold' } });
  expect(state.metadata).toEqual({ plan: 'gold' });
});
