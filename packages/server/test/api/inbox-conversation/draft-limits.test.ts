import { expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { testApp } from '../../support/app.ts';
import { fakeSessions } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-people.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const sessions = fakeSessions();
const app = testApp({
  sessions,
  config: { rateLimits: true, trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' },
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hello.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
const inbox = inboxOf(app, sessions);

it('a person may ask for ten drafts a minute, and is told when to ask again', async () => {
  const { id } = await storeConversation(app.current, { driver: 'human' });
  const [kim, lee] = [await inbox.person(), await inbox.person()];
  const ask = (who: typeof kim) => inbox.call(who, 'POST', `/inbox/conversations/${id}/draft`, {});
  for (let n = 0; n < 10; n += 1) expect((await ask(kim)).status).toBe(200);
  const refused = await ask(kim);
  expect([refused.status, refused.body.error]).toEqual([429, 'rate_limited']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask(lee)).status).toBe(200);
});
