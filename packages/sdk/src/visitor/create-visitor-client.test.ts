import { afterEach, describe, expect, it } from 'vitest';
import { createVisitorClient } from './create-visitor-client.ts';
import { memoryStorage } from './memory-ports.ts';
import type { VisitorClient } from './visitor-client.ts';

const CONFIG = { consent: null, identity: 'required' };
/** In the form of a token; only this test's server reads it. */
const jwt = (name: string, nonce = '1'): string => `jwt.${name}.${nonce}`;
const nameIn = (token: string | undefined): string | undefined => token?.split('.')[1];
const open: VisitorClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.stop();
});

/** A site whose visitors must be vouched for; `over` holds the tokens that the server takes no longer. */
function site() {
  const over = new Set<string>();
  const sent: { readonly token: string; readonly text: string }[] = [];
  const answer = (path: string, body: { identity?: string; text?: string }, token: string): Response => {
    if (path.startsWith('/widget/config/')) return Response.json(CONFIG);
    if (path === '/widget/sessions') {
      if (body.identity === jwt('bad'))
        return Response.json({ error: 'invalid_identity', message: 'No.' }, { status: 403 });
      const visitor = { id: `v-${nameIn(body.identity)}`, is_verified: body.identity !== undefined };
      return Response.json({
        token: `t-${body.identity?.split('.').slice(1).join(' ')}`,
        expires_at: '2099-01-01T00:00:00.000Z',
        visitor,
      });
    }
    if (over.has(token)) return Response.json({ error: 'invalid_session', message: 'Over.' }, { status: 401 });
    if (path !== '/widget/messages') return Response.json({ items: [], next_after: 0, has_more: false });
    sent.push({ token, text: body.text ?? '' });
    return Response.json({ conversation_id: 'c', ord: 1, seq: 1, is_replay: false });
  };
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    return answer(new URL(String(input)).pathname, JSON.parse(String(init.body ?? '{}')), token);
  };
  const pace = { firstWaitMs: 5, longestWaitMs: 20 };
  const options = { baseUrl: 'https://chat.test', scenarioId: 's', fetch, storage: memoryStorage(), tabs: null, pace };
  const client = createVisitorClient(options);
  open.push(client);
  const problems: string[] = [];
  client.on('error', ({ code }) => problems.push(code));
  return { client, sent, over, problems };
}

describe('where visitors must be vouched for', () => {
  it('what is written waits until they are', async () => {
    const { client, sent, problems } = site();
    await client.start();
    client.send({ text: 'Hello' });
    await expect.poll(() => problems).toEqual(['identity_required']);
    await expect(client.identify(jwt('bad'))).rejects.toMatchObject({ code: 'invalid_identity' });
    expect(sent).toEqual([]);
    await client.identify(jwt('ada'));
    await expect.poll(() => sent).toEqual([{ token: 't-ada 1', text: 'Hello' }]);
    expect(client.state).toMatchObject({ problem: null, visitor: { is_verified: true } });
  });

  it('who was, and is no longer, is asked for again, and nothing is said as somebody else', async () => {
    const { client, sent, over, problems } = site();
    await client.start();
    await client.identify(jwt('ada'));
    over.add('t-ada 1');
    client.send({ text: 'Still me' });
    await expect.poll(() => problems).toContain('identity_expired');
    expect(sent).toEqual([]);
    await client.identify(jwt('ada', 'again'));
    await expect.poll(() => sent).toEqual([{ token: 't-ada again', text: 'Still me' }]);
  });

  it('what one person has left unsent is not said by the next', async () => {
    const { client, sent, over, problems } = site();
    await client.start();
    await client.identify(jwt('ada'));
    over.add('t-ada 1');
    client.send({ text: 'Of Ada' });
    await expect.poll(() => problems).toContain('identity_expired');
    await client.identify(jwt('bob'));
    expect(client.state).toMatchObject({ outbox: [], conversation: null, visitor: { id: 'v-bob' } });
    client.send({ text: 'Of Bob' });
    await expect.poll(() => sent).toEqual([{ token: 't-bob 1', text: 'Of Bob' }]);
  });
});

describe('before the configuration is there', () => {
  const upload = { id: 'f', name: 'paper.pdf' };
  const clientOf = (answer: (path: string) => Promise<Response> | Response) => {
    const fetch = async (input: string | URL | Request): Promise<Response> => answer(new URL(String(input)).pathname);
    const given = { storage: memoryStorage(), tabs: null, pace: { firstWaitMs: 5, longestWaitMs: 20 } };
    const client = createVisitorClient({ baseUrl: 'https://chat.test', scenarioId: 's', fetch, ...given });
    open.push(client);
    return client;
  };
  const session = { token: 't', expires_at: '2099-01-01T00:00:00.000Z', visitor: { id: 'v', is_verified: false } };
  const others = (path: string): Response => Response.json(path === '/widget/sessions' ? session : upload);

  it('a file waits for it, and is sent when no consent is asked for', async () => {
    const config = Promise.withResolvers<Response>();
    const paths: string[] = [];
    const client = clientOf((path) => {
      if (path.startsWith('/widget/config/')) return config.promise;
      paths.push(path);
      return others(path);
    });
    void client.start();
    const uploading = client.upload(new File(['%PDF'], 'paper.pdf'));
    await Promise.resolve();
    expect(paths).toEqual([]);
    config.resolve(Response.json({ consent: null, identity: 'optional' }));
    await expect(uploading).resolves.toEqual(upload);
    expect(paths).toEqual(['/widget/sessions', '/widget/files']);
  });

  it('a file waits for it, and is not sent when consent is asked for', async () => {
    const client = clientOf((path) =>
      path.startsWith('/widget/config/')
        ? Response.json({ consent: { text: 'May we?' }, identity: 'optional' })
        : others(path),
    );
    void client.start();
    await expect(client.upload(new File(['x'], 'x.png'))).rejects.toMatchObject({ code: 'no_consent' });
  });

  it('and cannot be loaded, it is said so', async () => {
    const client = clientOf(() => Response.json({ error: 'down', message: 'Down.' }, { status: 503 }));
    await expect(client.upload(new File(['x'], 'x.png'))).rejects.toMatchObject({ code: 'not_ready' });
    void client.start();
    await expect(client.upload(new File(['x'], 'x.png'))).rejects.toMatchObject({ code: 'not_ready' });
  });
});
