import { describe, expect, expectTypeOf, it } from 'vitest';
import { createAgentClient } from './agent-client.ts';
import { ApiError } from './api-error.ts';

type Sent = { url: string; init: RequestInit };

/** A client whose server gives one answer, and what it was asked. */
function clientOf(answer: () => Response) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    sent.push({ url: String(url), init });
    return answer();
  };
  return { sent, client: createAgentClient({ baseUrl: 'https://chat.acme.test/', token: 't0ken', fetch }) };
}

const json =
  (value: unknown, status = 200) =>
  () =>
    Response.json(value, { status });
const refusalOf = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => expect.unreachable(),
    (error) => error,
  );

describe('a call', () => {
  it('fills the path, writes dates and lists into the query and leaves out what is not given', async () => {
    const { client, sent } = clientOf(json({ items: [] }));
    await client.conversations.list({ created_timestamp_start_date: new Date(0), limit: 5, query: undefined });
    await client.articles.list({ tags: ['a', 'b&c'] });
    await client.conversations.get('a/b');
    expect(sent.map(({ url }) => url)).toEqual([
      'https://chat.acme.test/v1/api_core/conversations?created_timestamp_start_date=1970-01-01T00%3A00%3A00.000Z&limit=5',
      'https://chat.acme.test/v1/api/knowledge_base/articles?tags=a&tags=b%26c',
      'https://chat.acme.test/v1/api_core/conversations/a%2Fb',
    ]);
  });

  it('signs in, and sends JSON only where there is a body', async () => {
    const { client, sent } = clientOf(json({ metadata: {} }));
    await client.metadata.set('c1', { plan: 'pro', old: null });
    await client.metadata.get('c1');
    expect(sent[0]?.init).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer t0ken', 'content-type': 'application/json' },
      body: '{"metadata":{"plan":"pro","old":null}}',
    });
    expect(sent[1]?.init).toEqual({ method: 'GET', headers: { authorization: 'Bearer t0ken' } });
  });

  it('sends a file as a form, the fields before the file', async () => {
    const { client, sent } = clientOf(json({ items: [], count: 0 }));
    await client.articles.upload(new Blob(['# Hi']), 'hi.md', { tags: ['a', 'b'] });
    const form = sent[0]?.init.body as FormData;
    expect([...form.keys()]).toEqual(['tags', 'file']);
    expect(form.get('tags')).toBe('a,b');
  });

  it('knows the type of each reply', () => {
    const { client } = clientOf(json({}));
    expectTypeOf(client.articles.get)
      .returns.resolves.toHaveProperty('max_available_version')
      .toEqualTypeOf<number | null>();
    expectTypeOf(client.chat).returns.resolves.toHaveProperty('reply').toEqualTypeOf<string>();
    expectTypeOf(client.call<'get-article'>)
      .parameter(1)
      .toHaveProperty('params');
  });
});

describe('a refusal', () => {
  it('of the Agent API has its status, code, message and fields', async () => {
    const entry = { message: 'must be a whole number', code: 'VALIDATION_ERROR' };
    const { client } = clientOf(
      json({ errors: { root: [{ message: 'No.', code: 'VALIDATION_ERROR' }], limit: [entry] } }, 422),
    );
    const error = await refusalOf(client.conversations.list({ limit: -1 }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 422,
      code: 'VALIDATION_ERROR',
      message: 'No.',
      fields: { limit: entry.message },
    });
  });

  it('of chat is plain text', async () => {
    const { client } = clientOf(() => new Response('Conversation conv_id x is not valid.', { status: 400 }));
    const error = await refusalOf(client.chat({ scenario_id: 's', text: 'Hi', conv_id: 'x' }));
    expect(error).toMatchObject({ status: 400, code: null, message: 'Conversation conv_id x is not valid.' });
  });

  it('of a proxy without a body still says something', async () => {
    const { client } = clientOf(() => new Response(null, { status: 502 }));
    expect(await refusalOf(client.settings.get())).toMatchObject({ status: 502, message: 'The server answered 502.' });
  });
});
