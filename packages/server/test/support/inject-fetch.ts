import type { InjectOptions } from 'fastify';
import type { TestApp } from './app.ts';

/** `fetch` for a client of ours that asks a test app, without a network. */
export const injectFetch =
  (app: { readonly current: TestApp }): typeof fetch =>
  async (url, init = {}) => {
    const { pathname, search } = new URL(String(url));
    const request: InjectOptions = {
      method: (init.method ?? 'GET') as 'GET',
      url: `${pathname}${search}`,
      headers: init.headers as Record<string, string>,
      ...(init.body === undefined ? {} : { payload: String(init.body) }),
    };
    const answer = await app.current.parley.app.inject(request);
    return new Response(answer.rawPayload, {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
    });
  };
