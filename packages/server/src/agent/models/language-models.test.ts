import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { AppError } from '@parley/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { aTurn } from '../../../test/support/a-turn.ts';
import { checkDraft } from '../../domain/turn/check-draft.ts';
import type { Draft, ModelStep } from '../../domain/turn/turn-context.ts';
import { createLanguageModel, modelName, parseModelSpec } from './language-models.ts';
import { createModel } from './respond.ts';

describe('parseModelSpec', () => {
  it.each([
    ['builtin', { vendor: 'builtin' }],
    ['openai/gpt-5-mini', { vendor: 'openai', model: 'gpt-5-mini' }],
    [' anthropic/claude-haiku-4-5 ', { vendor: 'anthropic', model: 'claude-haiku-4-5' }],
    ['google/gemini-2.5-flash', { vendor: 'google', model: 'gemini-2.5-flash' }],
    ['compatible/meta-llama/Llama-3', { vendor: 'compatible', model: 'meta-llama/Llama-3' }],
  ])('reads %j, and modelName gives it back', (text, spec) => {
    expect(parseModelSpec(text)).toEqual(spec);
    expect(modelName(parseModelSpec(text))).toBe(text.trim());
  });

  it.each(['', 'gpt-5', 'openai', 'openai/', '/gpt-5', 'mistral/large', 'builtin/x', 'constructor/x'])(
    'refuses %j',
    (text) => {
      expect(() => parseModelSpec(text)).toThrow(AppError);
    },
  );
});

describe('createLanguageModel', () => {
  const variables = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'];
  afterEach(() => {
    for (const name of variables) delete process.env[name];
  });

  it.each(['openai/a', 'anthropic/a', 'google/a'])(
    '%s needs a key, and takes none from the environment',
    async (text) => {
      for (const name of variables) process.env[name] = 'sk-ambient';
      await expect(createLanguageModel({ spec: parseModelSpec(text) })).rejects.toThrow(/needs a key/);
      await expect(createLanguageModel({ spec: parseModelSpec(text), apiKey: ' ' })).rejects.toThrow(/needs a key/);
    },
  );

  it('compatible needs an address, and no key', async () => {
    const spec = parseModelSpec('compatible/a');
    await expect(createLanguageModel({ spec, apiKey: 'k' })).rejects.toThrow(/needs an address/);
    expect(await createLanguageModel({ spec, baseUrl: 'http://127.0.0.1:1/v1' })).toMatchObject({ modelId: 'a' });
  });

  it.each(['ftp://user:password@host/v1', 'nonsense'])(
    'refuses the address %s without repeating it',
    async (baseUrl) => {
      const settings = { spec: parseModelSpec('compatible/a'), baseUrl };
      await expect(createLanguageModel(settings)).rejects.toThrow(/^(?!.*password).*no http\(s\) address/);
    },
  );
});

describe('vendors with protocols of their own', () => {
  const TEXT =
    'Three to five.\n<evidence>{"kind":"answer","claims":[{"passage":1,"quote":"three to five"}]}</evidence>';
  type Got = { path: string; headers: IncomingHttpHeaders; body: string };

  async function respondWith(
    spec: string,
    basePath: string,
    answer: object,
  ): Promise<{ got: Got[]; steps: ModelStep[] }> {
    const got: Got[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      got.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`;
    const languageModel = await createLanguageModel({ spec: parseModelSpec(spec), apiKey: 'sk-given', baseUrl });
    const steps: ModelStep[] = [];
    const options = { stream: false, signal: new AbortController().signal };
    try {
      for await (const step of createModel({ languageModel, name: spec }).respond(aTurn(), options)) steps.push(step);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    return { got, steps };
  }

  const EXPECTED = [
    {
      type: 'draft',
      draft: {
        kind: 'answer',
        text: 'Three to five.',
        evidence: [{ type: 'passage', passage: 0, quote: 'three to five' }],
      },
      usage: { inputTokens: 12, outputTokens: 7 },
    },
  ];

  it('Anthropic answers through its messages', async () => {
    const { got, steps } = await respondWith('anthropic/claude-haiku-4-5', '/v1', {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      model: 'claude-haiku-4-5',
      content: [{ type: 'text', text: TEXT }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 12, output_tokens: 7 },
    });
    expect(steps).toMatchObject(EXPECTED);
    expect(got[0]).toMatchObject({ path: '/v1/messages', headers: { 'x-api-key': 'sk-given' } });
    expect(JSON.parse(got[0]?.body ?? '').tools[0].name).toBe('ask_a_person');
  });

  it('Google answers through generateContent', async () => {
    const { got, steps } = await respondWith('google/gemini-2.5-flash', '/v1beta', {
      candidates: [{ content: { role: 'model', parts: [{ text: TEXT }] }, finishReason: 'STOP', index: 0 }],
      usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 7, totalTokenCount: 19 },
    });
    expect(steps).toMatchObject(EXPECTED);
    expect(got[0]?.path).toBe('/v1beta/models/gemini-2.5-flash:generateContent');
    expect(got[0]?.headers).toMatchObject({ 'x-goog-api-key': 'sk-given' });
  });
});

describe('the built-in model', () => {
  const draft: Draft = { kind: 'smalltalk', text: 'Hello.', evidence: [] };

  function builtin(calls: LanguageModelV4CallOptions[]): LanguageModelV4 {
    return {
      specificationVersion: 'v4',
      provider: 'parley',
      modelId: 'builtin',
      supportedUrls: {},
      doGenerate: async (options) => {
        calls.push(options);
        return {
          content: [],
          finishReason: { unified: 'stop', raw: undefined },
          usage: {
            inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
            outputTokens: { total: 0, text: 0, reasoning: 0 },
          },
          providerMetadata: { parley: { draft: { ...draft, evidence: [] } } },
          warnings: [],
        };
      },
      doStream: () => Promise.reject(new Error('not used')),
    };
  }

  it.each([true, false])('gets the turn itself and no prompt (stream: %s)', async (stream) => {
    const calls: LanguageModelV4CallOptions[] = [];
    const context = aTurn();
    const model = createModel({ languageModel: builtin(calls), name: 'builtin' });
    const steps: ModelStep[] = [];
    for await (const step of model.respond(context, { stream, signal: new AbortController().signal })) steps.push(step);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.prompt).toEqual([]);
    expect(calls[0]?.providerOptions?.parley?.context).toBe(context);
    expect(steps).toMatchObject([...(stream ? [{ type: 'delta', text: 'Hello.' }] : []), { type: 'draft', draft }]);
  });

  it('as it is answers from a passage, cites it, and stands the check', async () => {
    const context = aTurn();
    const model = createModel({
      languageModel: await createLanguageModel({ spec: { vendor: 'builtin' } }),
      name: 'builtin',
    });
    const steps: ModelStep[] = [];
    const options = { stream: false, signal: new AbortController().signal };
    for await (const step of model.respond(context, options)) steps.push(step);
    const [step] = steps;
    const checked = step?.type === 'draft' ? checkDraft(context, step.draft) : null;
    expect(checked?.kind).toBe('answer');
    expect(checked?.sources[0]?.quote).toContain('three to five working days');
    expect(checked?.text).toContain('three to five working days');
  });
});
