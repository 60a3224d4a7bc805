import type { InjectOptions } from 'fastify';
import type { TestApp } from './app.ts';

type Answer = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: Json };
// biome-ignore lint/suspicious/noExplicitAny: what a JSON body holds is what each test looks at.
type Json = any;

/** Calls the Workspace API with the first key of the test's workspace, or another. Paths begin after `/v1`. */
export function workspaceApi(app: { readonly current: TestApp }) {
  return async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
    given: { readonly key?: string | null; readonly headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const key = given.key === undefined ? app.current.first.workspace_key : given.key;
    const request: InjectOptions = {
      method,
      url: `/v1${path}`,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...given.headers },
      ...(payload === undefined ? {} : { payload }),
    };
    const answer = await app.current.parley.app.inject(request);
    const isJson = answer.headers['content-type']?.toString().startsWith('application/json') ?? false;
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body };
  };
}
