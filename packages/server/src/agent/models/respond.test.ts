import { AppError } from '@parley/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { anAgentProfile, aTurn } from '../../../test/support/a-turn.ts';
import {
  citeFirstPassage,
  type FakeBehaviour,
  type FakeOpenAi,
  type FakeScript,
  startFakeOpenAi,
} from '../../../test/support/fake-openai.ts';
import { checkDraft } from '../../domain/turn/check-draft.ts';
import type { ModelStep, TurnContext } from '../../domain/turn/turn-context.ts';
import type { TurnTool } from '../../domain/turn/turn-tool.ts';
import { createLanguageModel } from './language-models.ts';
import type { ModelLimits } from './limits.ts';
import type { ModelSetup } from './model-run.ts';
import { createModel } from './respond.ts';

const TRAILER = '<evidence>{"kind":"answer","claims":[{"passage":1,"quote":"three to five working days"}]}</evidence>';
const REPLY: FakeBehaviour = { type: 'reply', text: `Three to five working days.\n${TRAILER}` };
const EVIDENCE = [{ type: 'passage', passage: 0, quote: 'three to five working days' }];

let fake: FakeOpenAi;
afterEach(() => fake.close());

type Asked = {
  readonly stream?: boolean;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<ModelLimits>;
  readonly context?: TurnContext;
  readonly setup?: Partial<ModelSetup>;
  readonly tools?: readonly TurnTool[];
};

async function ask(script: FakeScript, asked: Asked = {}): Promise<AsyncIterable<ModelStep>> {
  fake = await startFakeOpenAi(script);
  const spec = { vendor: 'compatible', model: 'fake' } as const;
  const languageModel = await createLanguageModel({ spec, apiKey: 'sk-secret', baseUrl: fake.url });
  const limits = { backoffMs: 1, ...asked.limits };
  const model = createModel({ languageModel, name: 'compatible/fake', limits, ...asked.setup });
  const signal = asked.signal ?? new AbortController().signal;
  return model.respond(asked.context ?? aTurn(), {
    stream: asked.stream ?? false,
    signal,
    ...(asked.tools ? { tools: asked.tools } : {}),
  });
}

async function collect(steps: AsyncIterable<ModelStep>): Promise<ModelStep[]> {
  const collected: ModelStep[] = [];
  for await (const step of steps) collected.push(step);
  return collected;
}

async function refusal(steps: AsyncIterable<ModelStep>): Promise<AppError> {
  const error = await collect(steps).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

function shownBy(steps: readonly ModelStep[]): string {
  return steps.map((step) => (step.type === 'delta' ? step.text : '')).join('');
}

describe('an answer', () => {
  it('comes as one draft with its evidence and usage when nobody asked for a stream', async () => {
    const steps = await collect(await ask([REPLY]));
    expect(steps).toMatchObject([
      {
        type: 'draft',
        draft: { kind: 'answer', text: 'Three to five working days.', evidence: EVIDENCE },
        usage: { model: 'compatible/fake', inputTokens: 120, outputTokens: 30 },
      },
    ]);
    expect(fake.requests[0]?.body.stream).not.toBe(true);
  });

  it('streams the text without the trailer', async () => {
    const steps = await collect(await ask([REPLY], { stream: true }));
    expect(shownBy(steps)).toBe('Three to five working days.');
    expect(steps.at(-1)).toMatchObject({ draft: { text: 'Three to five working days.', evidence: EVIDENCE } });
    expect(steps.at(-1)).toMatchObject({ usage: { inputTokens: 120, outputTokens: 30 } });
  });

  it('without a trailer claims to be an answer that rests on nothing', async () => {
    const steps = await collect(await ask([{ type: 'reply', text: 'Two days, I guess.' }]));
    expect(steps).toMatchObject([{ draft: { kind: 'answer', text: 'Two days, I guess.', evidence: [] } }]);
  });

  it('with a quote from its first passage stands the check of the domain', async () => {
    const context = aTurn();
    const [step] = await collect(await ask(citeFirstPassage, { context }));
    const checked = step?.type === 'draft' ? checkDraft(context, step.draft) : null;
    expect(checked).toMatchObject({
      kind: 'answer',
      sources: [{ quote: 'Delivery takes three to five working days.' }],
    });
  });

  it('goes over the connections of those before, which stay open', async () => {
    fake = await startFakeOpenAi([REPLY]);
    const languageModel = await createLanguageModel({
      spec: { vendor: 'compatible', model: 'fake' },
      baseUrl: fake.url,
    });
    const model = createModel({ languageModel, name: 'compatible/fake' });
    for (const stream of [false, true, false, false, true, true, false, true]) {
      await collect(model.respond(aTurn(), { stream, signal: new AbortController().signal }));
    }
    expect(fake.requests).toHaveLength(8);
    // The second call may come before the first connection is free again.
    expect(fake.connections()).toBeLessThanOrEqual(2);
  });

  it('sends the key only in its header', async () => {
    await collect(await ask([REPLY]));
    expect(fake.requests[0]?.headers.authorization).toBe('Bearer sk-secret');
    expect(JSON.stringify(fake.requests[0]?.body)).not.toContain('sk-secret');
  });
});

describe('tools', () => {
  const CALL: FakeBehaviour = {
    type: 'reply',
    text: '',
    toolCalls: [{ id: 'call_1', name: 'ask_a_person', arguments: '{}' }],
  };

  it.each([true, false])('a call for a person ends the turn with a hand-off (stream: %s)', async (stream) => {
    const steps = await collect(await ask([CALL], { stream }));
    expect(steps).toMatchObject([
      { type: 'tool_called', name: 'ask_a_person' },
      { draft: { kind: 'handoff', text: '' } },
    ]);
    expect(fake.requests).toHaveLength(1);
  });

  it('does not offer the hand-off without people', async () => {
    const context = aTurn({ agent: anAgentProfile({ peopleEnabled: false }) });
    await collect(await ask([REPLY], { context }));
    expect(fake.requests[0]?.body.tools).toBeUndefined();
  });

  it('brings the result of a tool back to the model, fenced', async () => {
    const execute = async (input: unknown) => ({
      content: { input: JSON.stringify(input), status: 'shipped' },
      failed: false,
    });
    const tool = {
      name: 'order',
      description: 'Looks up an order.',
      inputSchema: { type: 'object' },
      thinking: 'Looking…',
      execute,
    };
    const call = { ...CALL, toolCalls: [{ id: 'call_9', name: 'order', arguments: '{"id":42}' }] };
    const answer = { ...REPLY, text: 'Shipped. <evidence>{"kind":"answer","claims":[{"tool":"call_9"}]}</evidence>' };
    const steps = await collect(await ask([call, answer], { tools: [tool] }));
    expect(steps).toMatchObject([
      { type: 'tool_calling', name: 'order', thinking: 'Looking…' },
      {
        type: 'tool_called',
        callId: 'call_9',
        name: 'order',
        failed: false,
        arguments: { id: 42 },
        result: { status: 'shipped' },
      },
      { draft: { evidence: [{ type: 'tool', callId: 'call_9' }] }, usage: { inputTokens: 240 } },
    ]);
    const result = fake.requests[1]?.body.messages.at(-1);
    expect(result).toMatchObject({ role: 'tool' });
    expect(result?.content).toMatch(
      /^<tool-([0-9a-f]{16}) call="call_9">\n\{"input":"\{\\"id\\":42\}".*\n<\/tool-\1>$/s,
    );
  });

  it('tells the model that a tool failed, and not why', async () => {
    const execute = async () => Promise.reject(new Error('connect https://user:password@internal'));
    const tool = { name: 'order', description: '', inputSchema: { type: 'object' }, thinking: null, execute };
    const call = { ...CALL, toolCalls: [{ id: 'call_9', name: 'order', arguments: '{' }] };
    const steps = await collect(await ask([call, REPLY], { tools: [tool] }));
    expect(steps[1]).toMatchObject({ type: 'tool_called', failed: true });
    expect(JSON.stringify(fake.requests[1]?.body)).not.toContain('password');
  });

  it('that hang are given up when the time of the turn is up', async () => {
    const execute = () => new Promise<never>(() => undefined);
    const tool = { name: 'order', description: '', inputSchema: { type: 'object' }, thinking: null, execute };
    const call = { ...CALL, toolCalls: [{ id: 'call_9', name: 'order', arguments: '{}' }] };
    const asked = { limits: { totalMs: 150 }, tools: [tool] };
    const error = await refusal(await ask([call, { type: 'stall' }], asked));
    expect(error.code).toBe('unavailable');
  });

  it('end after the last step, however often the model asks for them', async () => {
    const call = { ...CALL, toolCalls: [{ id: 'call_9', name: 'no_such_tool', arguments: '{}' }] };
    const steps = await collect(await ask([call], { limits: { maxSteps: 2 } }));
    expect(fake.requests.map(({ body }) => body.tool_choice)).toEqual(['auto', 'none']);
    expect(steps.at(-1)).toMatchObject({ type: 'draft', draft: { kind: 'answer', evidence: [] } });
  });
});

describe('a failing provider', () => {
  it('is asked again after a 429, not before the time it names', async () => {
    let waitedFrom = 0;
    let waited = 0;
    const steps = await ask((_, index) => {
      if (index === 0) waitedFrom = performance.now();
      else waited = performance.now() - waitedFrom;
      return index === 0 ? { type: 'status', status: 429, retryAfter: '0.06' } : REPLY;
    });
    expect(await collect(steps)).toMatchObject([{ draft: { kind: 'answer' } }]);
    expect(waited).toBeGreaterThanOrEqual(55);
  });

  it('is given up at once when it asks for too long a pause, which the refusal repeats', async () => {
    const error = await refusal(await ask([{ type: 'status', status: 429, retryAfter: '120' }]));
    expect(error).toMatchObject({ code: 'unavailable', details: { retryAfterSeconds: 120 } });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([true, false])('is given up after three 500s (stream: %s)', async (stream) => {
    const error = await refusal(await ask([{ type: 'status', status: 500 }], { stream }));
    expect(error.code).toBe('unavailable');
    expect(fake.requests).toHaveLength(3);
  });

  it('is not asked again after a refusal, and neither prompt nor its words leave with the error', async () => {
    const message = 'Incorrect API key provided: sk-secret';
    const error = await refusal(await ask([{ type: 'status', status: 401, message }]));
    expect(fake.requests).toHaveLength(1);
    const told = `${error.message} ${JSON.stringify(error.details)} ${error.cause}`;
    expect(told).toContain('HTTP 401');
    expect(told).not.toContain('sk-secret');
    expect(told).not.toContain('How long does delivery take?');
  });

  it.each([true, false])('that answers in no JSON is asked again (stream: %s)', async (stream) => {
    const steps = await collect(await ask([{ type: 'garbage' }, REPLY], { stream }));
    expect(steps.at(-1)).toMatchObject({ draft: { evidence: EVIDENCE } });
  });

  it('that answers nothing is asked again', async () => {
    const steps = await collect(await ask([{ type: 'reply', text: '' }, REPLY], { stream: true }));
    expect(steps.at(-1)).toMatchObject({ draft: { evidence: EVIDENCE } });
  });

  it.each([true, false])('that cuts the connection is asked again (stream: %s)', async (stream) => {
    const steps = await collect(await ask([{ type: 'cut' }, REPLY], { stream }));
    expect(steps.at(-1)).toMatchObject({ draft: { evidence: EVIDENCE } });
  });

  it('does not show a second beginning after a stream was cut', async () => {
    const steps = await collect(await ask([{ type: 'cut', chunks: ['Three ', 'to'] }, REPLY], { stream: true }));
    expect('Three to').toContain(shownBy(steps));
    expect(steps.at(-1)).toMatchObject({ draft: { text: 'Three to five working days.' } });
    expect(fake.requests).toHaveLength(2);
  });

  it.each([true, false])('that never answers is unavailable when the time is up (stream: %s)', async (stream) => {
    const started = performance.now();
    const error = await refusal(await ask([{ type: 'stall' }], { stream, limits: { totalMs: 80 } }));
    expect(error.code).toBe('unavailable');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('whose stream stalls is asked again', async () => {
    const script: FakeScript = [{ type: 'stall', chunks: ['Three '] }, REPLY];
    const steps = await collect(await ask(script, { stream: true, limits: { stallMs: 30 } }));
    expect(shownBy(steps)).toBe('Three');
    expect(steps.at(-1)).toMatchObject({ draft: { text: 'Three to five working days.' } });
  });

  it('that cannot be reached is unavailable', async () => {
    const steps = await ask([REPLY]);
    await fake.close();
    const error = await refusal(steps);
    expect(String(error.cause)).toContain('unreachable');
    fake = await startFakeOpenAi([REPLY]);
  });
});

describe('a server whose model has no tools', () => {
  it('is asked without them, and hands off by the kind of its reply', async () => {
    const message = 'registry/gemma does not support tools';
    const text = 'I shall ask.\n<evidence>{"kind":"handoff","claims":[]}</evidence>';
    const script: FakeScript = ({ body }) =>
      body.tools === undefined ? { type: 'reply', text } : { type: 'status', status: 400, message };
    const steps = await collect(await ask(script));
    expect(steps).toMatchObject([{ type: 'draft', draft: { kind: 'handoff' } }]);
    expect(fake.requests).toHaveLength(2);
  });

  it('is not asked for ever', async () => {
    const error = await refusal(await ask([{ type: 'status', status: 400, message: 'no tools' }]));
    expect(error.code).toBe('unavailable');
    expect(fake.requests).toHaveLength(2);
  });
});

describe('an abort', () => {
  it.each([true, false])('ends a call that is under way, with the reason given (stream: %s)', async (stream) => {
    const controller = new AbortController();
    const steps = collect(await ask([{ type: 'stall' }], { stream, signal: controller.signal }));
    const failed = steps.catch((error: unknown) => error);
    await fake.requested(1);
    controller.abort(new Error('taken over'));
    expect(await failed).toMatchObject({ message: 'taken over' });
    await fake.hungUp();
    expect(fake.requests).toHaveLength(1);
  });

  it('ends a stream in its midst', async () => {
    const controller = new AbortController();
    const chunks = ['Three to', ' five', ' working'];
    const steps = await ask([{ type: 'stall', chunks }], { stream: true, signal: controller.signal });
    const seen: ModelStep[] = [];
    const reading = (async () => {
      for await (const step of steps) {
        seen.push(step);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await fake.hungUp();
    expect(seen.every((step) => step.type === 'delta')).toBe(true);
    expect(fake.requests).toHaveLength(1);
  });

  it('ends the pause before a retry', async () => {
    const controller = new AbortController();
    const script: FakeScript = () => {
      setImmediate(() => controller.abort());
      return { type: 'status', status: 500 };
    };
    const steps = await ask(script, { signal: controller.signal, limits: { backoffMs: 20_000 } });
    await expect(collect(steps)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('before the call makes none', async () => {
    const steps = await ask([REPLY], { signal: AbortSignal.abort() });
    await expect(collect(steps)).rejects.toMatchObject({ name: 'AbortError' });
    expect(fake.requests).toHaveLength(0);
  });

  it('is what a reader does who leaves the stream', async () => {
    const steps = await ask([{ type: 'stall', chunks: ['Three to', ' five'] }], { stream: true });
    for await (const step of steps) {
      expect(step.type).toBe('delta');
      break;
    }
    await fake.hungUp();
  });
});
