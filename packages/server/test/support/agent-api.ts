import type { InjectOptions } from 'fastify';
import type { TestApp } from './app.ts';
import { assertMatchesOpenApi } from './openapi-check.ts';

export type Sent = { readonly token?: string; readonly body?: unknown };
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls a test app's Agent API with its write token, and holds each answer against the OpenAPI document. */
export function agentApi(app: { readonly current: TestApp }) {
  return async (method: Method, url: string, { token, body }: Sent = {}) => {
    const bearer = token ?? app.current.first.write_token;
    const options: InjectOptions = {
      method,
      url,
      headers: {
        ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const answer = await app.current.parley.app.inject(options);
    const contentType = answer.headers['content-type'];
    assertMatchesOpenApi({
      method,
      url,
      status: answer.statusCode,
      contentType: contentType?.toString(),
      body: answer.body,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
}

/** Revokes every token of a test app. */
export async function revokeTokens(app: { readonly current: TestApp }): Promise<void> {
  await app.current.database.db.updateTable('agent_tokens').set({ revoked_at: new Date() }).execute();
}
