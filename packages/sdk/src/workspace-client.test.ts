import { describe, expect, expectTypeOf, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { createWorkspaceClient } from './workspace-client.ts';

type Sent = { url: string; init: RequestInit };

/** A client whose server gives these answers one after another, and what it was asked. */
function clientOf(...answers: (() => Response)[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({ url: String(url), init });
    return answer?.() ?? Response.error();
  };
  return { sent, client: createWorkspaceClient({ baseUrl: 'https://chat.acme.test', token: 'par_live_x', fetch }) };
}

const page = (ids: string[], next_cursor: string | null) => () =>
  Response.json({ object: 'list', has_more: next_cursor !== null, next_cursor, data: ids.map((id) => ({ id })) });

describe('the client of a workspace', () => {
  it('reads a list page after page, with the same filters', async () => {
    const { client, sent } = clientOf(page(['a', 'b'], 'x'), page([], 'y'), page(['c'], null));
    const ids: string[] = [];
    for await (const { id } of client.conversations.each({ status: ['open', 'resolved'], limit: 2 })) ids.push(id);
    expect(ids).toEqual(['a', 'b', 'c']);
    const list = 'https://chat.acme.test/v1/conversations?status=open&status=resolved&limit=2';
    expect(sent.map(({ url }) => url)).toEqual([list, `${list}&cursor=x`, `${list}&cursor=y`]);
  });

  it('asks for no page that nobody reads', async () => {
    const { client, sent } = clientOf(page(['a', 'b'], 'x'));
    for await (const { id } of client.conversations.eachMessage('c1')) if (id === 'b') break;
    expect(sent).toHaveLength(1);
  });

  it('sends what is written once, by key', async () => {
    const { client, sent } = clientOf(() => Response.json({}, { status: 201 }));
    await client.conversations.send('c1', { text: 'Hello' }, { idempotencyKey: 'k' });
    await client.notes.add('c1', { content: 'x' });
    await client.conversations.resend('c1', 'm1', { idempotencyKey: 'again' });
    await client.conversations.replyWindow('c1');
    await client.notes.delete('c1', 'n1');
    await client.conversations.setTags('c1', ['t1']);
    expect(sent.map(({ url, init }) => `${init.method} ${new URL(url).pathname} ${init.body ?? ''}`)).toEqual([
      'POST /v1/conversations/c1/messages {"text":"Hello"}',
      'POST /v1/conversations/c1/notes {"content":"x"}',
      'POST /v1/conversations/c1/messages/m1/resend ',
      'GET /v1/conversations/c1/reply-window ',
      'DELETE /v1/conversations/c1/notes/n1 ',
      'PUT /v1/conversations/c1/tags {"tag_ids":["t1"]}',
    ]);
    expect(new Headers(sent[0]?.init.headers).get('idempotency-key')).toBe('k');
    expect(new Headers(sent[1]?.init.headers).has('idempotency-key')).toBe(false);
    expect(new Headers(sent[2]?.init.headers).get('idempotency-key')).toBe('again');
  });

  it('tells a refusal with its code and the fields that are wrong', async () => {
    const details = { formErrors: [], fieldErrors: { status: ['must be one of: open'] } };
    const refusal = { error: 'invalid_payload', message: 'status must be …', request_id: 'req_1', details };
    const { client } = clientOf(() => Response.json(refusal, { status: 400 }));
    const error = await client.conversations.update('c1', { priority: 'high' }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid_payload',
      fields: { status: 'must be one of: open' },
    });
  });

  it('knows the type of each reply', () => {
    const { client } = clientOf(page([], null));
    expectTypeOf(client.conversations.get)
      .returns.resolves.toHaveProperty('sentiment_score')
      .toEqualTypeOf<number | null>();
    expectTypeOf(client.tags.list).returns.resolves.toHaveProperty('total').toEqualTypeOf<number>();
  });
});
