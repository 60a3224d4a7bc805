import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from '../../support/app.ts';
import { assertMatchesOpenApi } from '../../support/openapi-check.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options = { readonly token?: string; readonly headers?: Record<string, string>; readonly payload?: Buffer };

/** Calls of the Agent API, each held against the OpenAPI document. The write token is used unless another is given. */
export function agentApi(app: { readonly current: TestApp }) {
  async function call(method: Method, url: string, body?: unknown, options: Options = {}) {
    const { token = app.current.first.write_token, headers = {}, payload } = options;
    const answer: LightMyRequestResponse = await app.current.parley.app.inject({
      method,
      url: url.startsWith('/') ? url : `/v1/api/knowledge_base/${url}`,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(payload ? { payload } : {}),
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const { statusCode: status, body: text } = answer;
    assertMatchesOpenApi({ method, url, status, contentType: String(answer.headers['content-type']), body: text });
    return answer;
  }
  return {
    call,
    /** The body of a call that succeeds. */
    async get(url: string, options?: Options) {
      const answer = await call('GET', url, undefined, options);
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
      return answer.json();
    },
    async create(article: object) {
      const answer = await call('POST', 'articles', article);
      if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`);
      return answer.json();
    },
    /** What the agent would rest its next answer on: the passages that a fake model saw. */
    async ask(text: string, more: object = {}) {
      const scenario_id = app.current.first.scenario_id;
      const answer = await call('POST', '/chat?format=text', { scenario_id, text, ...more });
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
      return String(answer.json().reply);
    },
  };
}
