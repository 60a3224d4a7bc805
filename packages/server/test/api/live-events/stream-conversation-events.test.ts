import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { openTestStream } from '../../support/event-stream.ts';

const app = testApp();
const { say } = chatClient(app);

let origin: string;
const listen = async () => {
  const { server } = app.current.parley.app;
  if (!server.listening) await app.current.parley.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const streamOf = async (conversationId: string, query = '', headers: Record<string, string> = {}) => {
  await listen();
  return openTestStream(`${origin}/v1/api_core/conversations/${conversationId}/events${query}`, {
    authorization: `Bearer ${app.current.first.write_token}`,
    ...headers,
  });
};

it('gives what happened and what happens, as the list does', async () => {
  const { conv_id } = (await say('Hello')).json();
  const stream = await streamOf(conv_id);
  await stream.until(({ data }) => data.data.ord === 3);
  await say('Hello again', { conv_id });
  await stream.until(({ data }) => data.data.ord === 5);
  stream.close();
  const list = await app.current.parley.app.inject({
    url: `/v1/api_core/conversations/${conv_id}/events`,
    headers: { authorization: `Bearer ${app.current.first.write_token}` },
  });
  expect(stream.frames.map(({ data }) => data)).toEqual(list.json().items);
  expect(stream.frames.map(({ id, event }) => [id, event])).toEqual(
    list.json().items.map((item: { seq: number; type: string }) => [String(item.seq), item.type]),
  );
});
