import { expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { insertFile } from '../../../src/store/files/files.ts';
import { testApp } from '../../support/app.ts';
import { visitorAt } from '../../support/visitor.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { addEndpoint, attemptDue, fanOutAll } from '../../support/webhooks.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const receiver = await startReceiver();
const model = scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hi', evidence: [] }) });
const app = testApp({ model, outside: createGuardedClient({ allowPrivateUrls: [receiver.origin] }) });
const call = workspaceApi(app);

/** A transaction of somebody else on the server that is still open holds the log back. */
const PATIENCE = { timeout: 20_000 };

const eventsOf = async (id: string) =>
  (await call('GET', '/events?after=start&limit=100')).body.data.filter(
    ({ conversation_id }: { conversation_id: string }) => conversation_id === id,
  );

it('the log of a workspace tells the page, and what nobody vouches for', { timeout: 30_000 }, async () => {
  const ada = await visitorAt(app.current.parley, { metadata: { plan: 'gold' } });
  const start = { url: 'https://shop.example/cart?token=hush', metadata: { cart: 42 } };
  const { conversation_id: id } = await ada.says('Hello', { start });
  await ada.call('PATCH', `/conversations/${id}/metadata`, { metadata: { page: 'checkout' } });
  const isTold = (all: readonly { type: string }[]) => all.some(({ type }) => type === 'conversation.metadata_set');
  await expect.poll(async () => isTold(await eventsOf(id)), PATIENCE).toBe(true);
  const events = await eventsOf(id);
  const of = (type: string) => events.find((event: { type: string }) => event.type === type);
  expect(of('conversation.started').data).toMatchObject({ url: 'https://shop.example/cart', unverified: ['cart'] });
  expect(of('conversation.metadata_set').data).toMatchObject({ unverified: ['page'] });
  expect(of('message.received').message).toMatchObject({ role: 'user', metadata: { verified: false } });
});

it('and says so of nothing that the site has signed', { timeout: 30_000 }, async () => {
  const ada = await visitorAt(app.current.parley, { subject: 'user-7', metadata: { plan: 'gold' } });
  const { conversation_id: id } = await ada.says('Hello');
  const of = async (type: string) => (await eventsOf(id)).find((event: { type: string }) => event.type === type);
  await expect.poll(() => of('message.received'), PATIENCE).toBeDefined();
  const { data } = await of('conversation.started');
  expect(data).toMatchObject({ verified_as: 'user-7' });
  expect(data).not.toHaveProperty('unverified');
  expect((await of('message.received')).message.metadata.verified).toBe(true);
});

it('a webhook tells the files of a message', async () => {
  const { parley, first } = app.current;
  await addEndpoint(call, receiver, '/files', ['message.created']);
  const ada = await visitorAt(parley);
  const id = parley.deps.ids.uuid();
  const workspace = await app.current.database.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
  const { visitorId } = ada.session;
  const owner = { workspaceId: workspace.id, agentId: first.chatbot_id, visitorId };
  const file = { id, name: 'broken.png', contentType: 'image/png', size: 3, createdAt: new Date() };
  await insertFile(app.current.database.db, { ...owner, ...file });
  await ada.says('', { files: [id] });
  await fanOutAll(parley.deps);
  await attemptDue(parley.deps);
  const told = receiver.received('/files').map(({ body }) => body.data.message);
  expect(told.find(({ role }) => role === 'user')?.parts).toMatchObject([
    { type: 'file', file_filename: 'broken.png', file_media_type: 'image/png' },
  ]);
});
