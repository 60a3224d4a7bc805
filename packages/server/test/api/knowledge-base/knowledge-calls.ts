import { agentApi, type Method } from '../../support/agent-api.ts';
import type { TestApp } from '../../support/app.ts';
import { assertMatchesOpenApi } from '../../support/openapi-check.ts';

const BASE = '/v1/api/knowledge_base';

/** Calls of the Knowledge Base of a test app, each held against the OpenAPI document. */
export function knowledgeCalls(app: { readonly current: TestApp }) {
  const api = agentApi(app);
  const call = (method: Method, path: string, body?: unknown, token?: string) =>
    api(method, `${BASE}/${path}`, {
      ...(body === undefined ? {} : { body }),
      ...(token === undefined ? {} : { token }),
    });

  return {
    call,
    /** The body of a read that succeeds. */
    async get(path: string) {
      const { status, body } = await call('GET', path);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    /** The article that was created. */
    async create(article: object) {
      const { status, body } = await call('POST', 'articles', article);
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body;
    },
    /** The agent's reply to the first message of a conversation. */
    async ask(text: string, more: object = {}, who = app.current.first): Promise<string> {
      const body = { scenario_id: who.scenario_id, text, ...more };
      const answer = await api('POST', '/chat?format=text', { body, token: who.write_token });
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.reply;
    },
    /** Uploads a form; `null` for the file leaves it out. */
    async upload(
      file: { name: string; bytes: Uint8Array<ArrayBuffer> | string } | null,
      fields: Record<string, string> = {},
      token?: string,
    ) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      if (file) form.set('file', new Blob([file.bytes]), file.name);
      return send(app, new Response(form), token);
    },
  };
}

async function send({ current }: { readonly current: TestApp }, form: Response, token = current.first.write_token) {
  const url = `${BASE}/files`;
  const answer = await current.parley.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${token}`, 'content-type': form.headers.get('content-type') ?? '' },
    payload: Buffer.from(await form.arrayBuffer()),
  });
  const { statusCode: status, body } = answer;
  assertMatchesOpenApi({ method: 'POST', url, status, contentType: answer.headers['content-type']?.toString(), body });
  return { status, body: answer.json() };
}
