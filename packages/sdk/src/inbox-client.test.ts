import { expect, it } from 'vitest';
import { createInboxClient } from './inbox-client.ts';

/** Takes requests down and answers each with an empty object. */
function listener() {
  const asked: { url: string; authorization: string | null }[] = [];
  const answer: typeof fetch = async (url, init) => {
    asked.push({ url: String(url), authorization: new Headers(init?.headers).get('authorization') });
    return new Response('{}');
  };
  return { asked, answer };
}

it('asks where endpoints stand for people, without a token', async () => {
  const { asked, answer } = listener();
  const client = createInboxClient({ baseUrl: 'https://chat.example.com', workspaceId: 'w-1', fetch: answer });
  await client.call('get-me', {});
  await client.call('get-workspace-conversation', { params: { id: 'a/b' } });
  await client.call('list-own-workspaces', {});
  await client.agent('a-1')('get-article', { params: { id: 7 } });
  await client.agent('a-1')('get-conversation-metadata', { params: { conv_id: 'c-1' } });
  expect(asked).toEqual(
    [
      '/inbox/api/w-1/me',
      '/inbox/api/w-1/conversations/a%2Fb',
      '/inbox/api/workspaces',
      '/inbox/api/w-1/chatbots/a-1/knowledge_base/articles/7',
      '/inbox/api/w-1/chatbots/a-1/conversations/c-1/metadata',
    ].map((path) => ({ url: `https://chat.example.com${path}`, authorization: null })),
  );
  expect(client.address('/v1/qr-codes/q/image')).toBe('https://chat.example.com/inbox/api/w-1/qr-codes/q/image');
});
