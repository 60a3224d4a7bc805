import { expect, it } from 'vitest';
import { addPerson, browser, firstWorkspaceId, PASSWORD } from '../support/person.ts';
import { testServers } from '../support/servers.ts';

const servers = testServers();

it('a session that one node opened holds on the other, and ends on both at once', async () => {
  const { all } = servers.current;
  const [one, other] = [all[0], all.at(-1)];
  if (!one || !other) throw new Error('there are no servers');
  const workspaceId = await firstWorkspaceId(one);
  await addPerson(one, { email: 'kim@nodes.example', role: 'admin' });
  const kim = await browser(one).signIn('kim@nodes.example');
  const me = async () => (await kim.api('GET', `/${workspaceId}/me`)).statusCode;

  kim.use(other);
  expect(await me()).toBe(200);
  const made = await kim.api('POST', `/${workspaceId}/team/invitations`, {
    email: 'a@nodes.example',
    role: 'agent',
    send: 'link',
  });
  const link = new URL(made.json().url).pathname;
  const noor = browser(one);
  expect((await noor.post(link, { name: 'Noor', password: PASSWORD })).headers.location).toBe(
    `/workspaces/${workspaceId}`,
  );
  noor.use(other);
  expect((await noor.get('/account')).statusCode).toBe(200);

  kim.use(one);
  const copy = new Map(kim.cookies);
  await kim.post('/account/sessions/end-all');
  for (const [name, value] of copy) kim.cookies.set(name, value);
  for (const node of all) {
    kim.use(node);
    expect(await me()).toBe(401);
  }
});
