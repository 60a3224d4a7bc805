import { describe, expect, it } from 'vitest';
import { assertMatchesOpenApi } from './openapi-check.ts';

const json = 'application/json; charset=utf-8';
const reply = { conv_id: 'c', reply: 'Hi', ord_number: 3, src: 0 };
const seen = (extra: object) => () =>
  assertMatchesOpenApi({
    method: 'POST',
    url: '/chat',
    status: 200,
    contentType: json,
    body: JSON.stringify(reply),
    ...extra,
  });
const metadata = { method: 'GET', url: 'http://h:1/v1/api_core/conversations/x/metadata/?a=b' };

describe('an answer held against the OpenAPI document', () => {
  it('passes as described, with a slash, host and query in its address', () => {
    expect(seen({})).not.toThrow();
    expect(seen({ ...metadata, body: '{"metadata":{"a":{"b":[1]}}}' })).not.toThrow();
    expect(seen({ status: 400, contentType: 'text/plain; charset=utf-8', body: 'text is required.' })).not.toThrow();
    expect(
      seen({ ...metadata, status: 404, body: '{"errors":{"root":[{"message":"m","code":"NOT_FOUND"}]}}' }),
    ).not.toThrow();
  });

  it('fails for a missing field, a field too many, another status and another type', () => {
    expect(seen({ body: '{"conv_id":"c"}' })).toThrow(/required property 'reply'/);
    expect(seen({ body: JSON.stringify({ ...reply, tokens: 5 }) })).toThrow(/additional properties.*tokens/);
    expect(seen({ status: 418 })).toThrow(/no such status/);
    expect(seen({ status: 400 })).toThrow(/no content of the type "application\/json"/);
    expect(seen({ ...metadata, status: 404, body: '{"error":"not_found"}' })).toThrow(/errors/);
  });

  it('fails for a time that is none, in a component of a component', () => {
    const data = {
      id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e40',
      created_at: 'yesterday',
      code: 'closed',
      text: 'Closed.',
    };
    const body = { items: [{ type: 'log', seq: 1, data }], offset: 0, limit: 20, count: 1, next_after: 1 };
    const events = { method: 'GET', url: '/v1/api_core/conversations/x/events' };
    expect(seen({ ...events, body: JSON.stringify(body) })).toThrow(/date-time/);
    data.created_at = '2026-01-15T10:30:00.000Z';
    expect(seen({ ...events, body: JSON.stringify(body) })).not.toThrow();
  });

  it('reads the events of a stream', () => {
    const stream = { contentType: 'text/event-stream', body: '' };
    const ack = 'event: ack\ndata: {"conv_id":"c","ord_number":2}\n\n';
    const done = `event: done\ndata: ${JSON.stringify({ ...reply, sources: [] })}\n\n`;
    expect(seen({ ...stream, body: `: hello\n\n${ack}${done}` })).not.toThrow();
    expect(seen({ ...stream, body: 'event: done\ndata: {}\n\n' })).toThrow(/event done/);
    expect(seen({ ...stream, body: 'event: bye\ndata: {}\n\n' })).toThrow(/no event "bye"/);
  });

  it('takes the literal path before the one with a parameter, and leaves unknown paths alone', () => {
    const search = '/v1/api/knowledge_base/articles/search?query=x';
    expect(seen({ method: 'GET', url: search, body: '{"items":[],"offset":0,"limit":20,"count":0}' })).not.toThrow();
    expect(seen({ url: '/inbox/api/sign-in', status: 418 })).not.toThrow();
  });
});
