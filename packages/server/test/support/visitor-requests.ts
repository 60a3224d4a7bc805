import { randomUUID } from 'node:crypto';
import { ENDPOINTS, type Endpoint } from '@parley/protocol/api';
import type { InjectOptions } from 'fastify';
import { expect, vi } from 'vitest';
import { VISITOR_TOKEN, type VisitorSession } from '../../src/domain/visitor/visitor-session.ts';
import type { TestApp } from './app.ts';

/** Every endpoint for browsers of visitors: a new one joins the walks by itself. */
export const WIDGET_ENDPOINTS: readonly Endpoint[] = (ENDPOINTS as readonly Endpoint[]).filter(
  ({ surface }) => surface === 'widget',
);

/** A visitor of an agent's widget who has said something; each text of it holds the mark. */
export type FurnishedVisitor = {
  readonly mark: string;
  readonly scenarioId: string;
  readonly session: VisitorSession;
  readonly token: string;
  /** What stands for the last parameter of an address: `/widget/conversations/{id}`. */
  readonly ids: Readonly<Record<string, string>>;
};

const MESSAGES = '/widget/conversations/{id}/messages/{ord}';

/** Has a visitor of an agent say something and waits for the agent's answer. */
export async function furnishVisitor(
  app: TestApp,
  agent: { readonly chatbot_id: string; readonly scenario_id: string },
  mark: string,
): Promise<FurnishedVisitor> {
  const { deps, app: server } = app.parley;
  const anonymous = { subject: null, details: {}, metadata: {} };
  const session = { agentId: agent.chatbot_id, visitorId: randomUUID(), ...anonymous };
  const token = deps.links.seal(VISITOR_TOKEN, session, 3_600_000);
  const headers = { authorization: `Bearer ${token}` };
  const payload = { id: randomUUID(), text: `Text ${mark}`, visitor: { name: `Name ${mark}` } };
  const answer = await server.inject({ method: 'POST', url: '/widget/messages', headers, payload });
  if (answer.statusCode !== 200) throw new Error(`/widget/messages: ${answer.statusCode} ${answer.body}`);
  const id: string = answer.json().conversation_id;
  await allAnswered(app);
  const ids = {
    '/widget/conversations/{id}': id,
    // After the welcome and what the visitor said.
    [MESSAGES]: '3',
    '/widget/config/{scenario_id}': agent.scenario_id,
  };
  return { mark, scenarioId: agent.scenario_id, session, token, ids };
}

/** Resolves once no turn waits or runs any more. */
export async function allAnswered({ database }: TestApp): Promise<void> {
  await vi.waitFor(
    async () => {
      const rows = await database.db.selectFrom('conversations').select('turns').execute();
      expect(rows.flatMap(({ turns }) => turns)).toEqual([]);
    },
    { timeout: 9_000, interval: 20 },
  );
}

/** A request to an endpoint that it takes, about what is a visitor's, with whoever's token. */
export function visitorRequest(endpoint: Endpoint, about: FurnishedVisitor, token: string | null): InjectOptions {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const url = endpoint.path.replaceAll(/\{\w+\}/g, (param, at: number) => {
    const until = endpoint.path.slice(0, at) + param;
    const value = about.ids[until];
    if (value === undefined) throw new Error(`the walk has no value for ${until}: furnish it`);
    return value;
  });
  if (endpoint.bodyType === 'multipart/form-data') return { method: endpoint.method, url, ...formOf(headers) };
  if (!endpoint.body) return { method: endpoint.method, url, headers };
  const payload = JSON.stringify(bodyOf(endpoint, about));
  return { method: endpoint.method, url, headers: { ...headers, 'content-type': 'application/json' }, payload };
}

function bodyOf({ id, bodyExample }: Endpoint, { scenarioId, ids, token }: FurnishedVisitor): object {
  const special: Record<string, object> = {
    'start-visitor-session': { scenario_id: scenarioId, token },
    'send-visitor-message': { id: randomUUID(), text: 'And now?', conversation_id: ids['/widget/conversations/{id}'] },
  };
  return special[id] ?? (bodyExample as object | undefined) ?? {};
}

const BOUNDARY = 'form-boundary-of-tests';
/** The smallest picture that there is. */
const GIF =
  'GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;';

function formOf(headers: Record<string, string>): InjectOptions {
  const head = [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="file"; filename="dot.gif"',
    'Content-Type: image/gif',
    '',
    '',
  ].join('\r\n');
  const payload = Buffer.from(`${head}${GIF}\r\n--${BOUNDARY}--\r\n`, 'latin1');
  return { headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, payload };
}
