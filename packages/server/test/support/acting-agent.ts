import { createLanguageModel, parseModelSpec } from '../../src/agent/models/language-models.ts';
import { createModel } from '../../src/agent/models/respond.ts';
import type { Parts } from '../../src/compose.ts';
import { createGuardedClient } from '../../src/runtime/guarded-client.ts';
import { type FakeBehaviour, type FakeRequest, type FakeScript, startFakeOpenAi } from './fake-openai.ts';

const CONFIG = {
  rateLimits: false,
  trustProxy: 0,
  metricsToken: undefined,
  publicUrl: undefined,
  role: 'all',
} as const;

/**
 * Parts of a server whose agent thinks with a fake of OpenAI on loopback and may ask services at these origins, each
 * within a short time.
 */
export async function actingAgent(script: FakeScript, origins: readonly string[], timeoutMs = 400) {
  const fake = await startFakeOpenAi(script);
  const languageModel = await createLanguageModel({
    spec: parseModelSpec('compatible/fake'),
    apiKey: 'sk-fake',
    baseUrl: fake.url,
  });
  const outside = createGuardedClient({ allowPrivateUrls: origins });
  const parts: Partial<Parts> = {
    config: CONFIG,
    model: createModel({ languageModel, name: 'fake' }),
    retriever: { retrieve: async () => [] },
    outside: { ...outside, send: (asked) => outside.send({ ...asked, timeoutMs }) },
  };
  return { fake, parts };
}

/** The results of tools that a request brings the model, oldest first, without the fence around them. */
export const toolResults = ({ body }: FakeRequest): string[] =>
  body.messages
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));

let calls = 0;

/** Has the model call a tool. */
export const callsTool = (name: string, given: object): FakeBehaviour => {
  calls += 1;
  return { type: 'reply', text: '', toolCalls: [{ id: `call_${calls}`, name, arguments: JSON.stringify(given) }] };
};

/** Has the model answer from the result of its last call. */
export function answersFromTool({ body }: FakeRequest, text: string): FakeBehaviour {
  const last = body.messages.findLast(({ role }) => role === 'tool') as { tool_call_id?: string } | undefined;
  const trailer = JSON.stringify({ kind: 'answer', claims: [{ tool: last?.tool_call_id ?? '' }] });
  return { type: 'reply', text: `${text}\n<evidence>${trailer}</evidence>` };
}
