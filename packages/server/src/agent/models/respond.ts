import { randomBytes } from 'node:crypto';
import type { JSONObject, LanguageModelV4CallOptions, LanguageModelV4Message } from '@ai-sdk/provider';
import { checkDraft } from '../../domain/turn/check-draft.ts';
import { mayHandOff } from '../../domain/turn/may-hand-off.ts';
import type { Draft, Model, ModelStep, TurnContext } from '../../domain/turn/turn-context.ts';
import { REMEMBER, type TurnTool } from '../../domain/turn/turn-tool.ts';
import { gather } from '../builtin/gather.ts';
import { parseTrailer } from './evidence-trailer.ts';
import type { CallResult } from './model-call.ts';
import { beginRun, type ModelSetup } from './model-run.ts';
import { buildPrompt, temperatureOf } from './prompt.ts';
import { callWithRetries, type ModelRun } from './retry.ts';
import { ASK_A_PERSON, runTool, toolDefinitions, wishOf } from './tools.ts';

type Responding = Parameters<Model['respond']>[1];

/** The built-in model reads the turn itself instead of a prompt; it is known by this provider name. */
const BUILTIN_PROVIDER = 'parley';

/** Puts a language model behind the port of the domain, with its limits, retries and tools. */
export function createModel(setup: ModelSetup): Model {
  const isBuiltin = setup.languageModel.provider === BUILTIN_PROVIDER;
  return {
    respond: (context, options) =>
      isBuiltin ? readTurn(setup, context, options) : promptTurn(setup, context, options),
  };
}

/** The path of the built-in model: no prompt, no HTTP, no timers. */
async function* readTurn(setup: ModelSetup, context: TurnContext, options: Responding): AsyncGenerator<ModelStep> {
  const { stream, signal } = options;
  signal.throwIfAborted();
  const now = setup.now ?? Date.now;
  const started = now();
  yield* remember(setup, context, options);
  // Passed by reference within the process, so it need not be JSON in type.
  const parley = { context } as unknown as JSONObject;
  const answer = await setup.languageModel.doGenerate({ prompt: [], abortSignal: signal, providerOptions: { parley } });
  signal.throwIfAborted();
  const draft = answer.providerMetadata?.parley?.draft as Draft | undefined;
  if (draft === undefined) throw new Error('The built-in model gave no draft.');
  const text = draft.kind === 'answer' || draft.kind === 'smalltalk' ? draft.text : checkDraft(context, draft).text;
  // What is shown meanwhile is what will be said: the words of the other kinds are the domain's.
  if (stream && text !== '') yield { type: 'delta', text };
  const usage = { model: setup.name, inputTokens: 0, outputTokens: 0, latencyMs: now() - started };
  yield { type: 'draft', draft, usage };
}

/** What the built-in model can tell of the visitor, it writes down with the tool that a model would call. */
async function* remember(setup: ModelSetup, context: TurnContext, options: Responding): AsyncGenerator<ModelStep> {
  const tool = options.tools?.find(({ name }) => name === REMEMBER);
  if (!tool) return;
  const said = context.questions.map(({ content }) => content).join('\n');
  const input = gather(tool.inputSchema, said);
  if (Object.keys(input).length === 0) return;
  const call = { type: 'tool-call', toolCallId: REMEMBER, toolName: REMEMBER, input: JSON.stringify(input) } as const;
  yield { type: 'tool_calling', name: REMEMBER, thinking: tool.thinking };
  yield (await runTool([tool], call, { ...beginRun(setup, options), nonce: '' })).step;
}

async function* promptTurn(setup: ModelSetup, context: TurnContext, options: Responding): AsyncGenerator<ModelStep> {
  const run = beginRun(setup, options);
  const started = run.now();
  const nonce = randomBytes(8).toString('hex');
  const tools = options.tools ?? [];
  const prompt = buildPrompt(context, nonce);
  const spent = { model: setup.name, inputTokens: 0, outputTokens: 0 };
  for (let step = 1; ; step += 1) {
    const isLast = step >= run.limits.maxSteps;
    const result = yield* callWithRetries(run, callOptions(run, context, prompt, tools, isLast));
    spent.inputTokens += result.inputTokens;
    spent.outputTokens += result.outputTokens;
    const asked = result.toolCalls.find(({ toolName }) => toolName === ASK_A_PERSON);
    const wish = asked && mayHandOff(context) ? wishOf(context.agent, asked) : null;
    if (wish) yield { ...ASKED_A_PERSON, arguments: wish };
    if (wish || isLast || result.toolCalls.length === 0) {
      // Its text is the domain's to choose, so that one turn says one thing.
      const draft: Draft = wish ? { kind: 'handoff', text: '', evidence: [], wish } : draftOf(result.output);
      yield { type: 'draft', draft, usage: { ...spent, latencyMs: run.now() - started } };
      return;
    }
    prompt.push(assistantMessage(result));
    for (const toolCall of result.toolCalls) {
      const { toolName: name } = toolCall;
      yield { type: 'tool_calling', name, thinking: tools.find((tool) => tool.name === name)?.thinking ?? null };
      const { step: called, message } = await runTool(tools, toolCall, { ...run, nonce });
      yield called;
      prompt.push(message);
    }
  }
}

const ASKED_A_PERSON: ModelStep & { type: 'tool_called' } = {
  type: 'tool_called',
  callId: '',
  name: ASK_A_PERSON,
  latencyMs: 0,
  failed: false,
  arguments: {},
  result: null,
};

function callOptions(
  run: ModelRun,
  context: TurnContext,
  prompt: LanguageModelV4Message[],
  tools: readonly TurnTool[],
  isLast: boolean,
): LanguageModelV4CallOptions {
  const definitions = toolDefinitions(context, tools);
  return {
    prompt,
    temperature: temperatureOf(context.agent),
    maxOutputTokens: run.limits.maxOutputTokens,
    // The tools stay named in the last step, because vendors refuse a history of calls without them.
    ...(definitions.length === 0 ? {} : { tools: definitions, toolChoice: { type: isLast ? 'none' : 'auto' } }),
  };
}

function assistantMessage({ output, toolCalls }: CallResult): LanguageModelV4Message {
  const calls = toolCalls.map(({ toolCallId, toolName, input, providerMetadata }) => ({
    type: 'tool-call' as const,
    toolCallId,
    toolName,
    input: parsedInput(input),
    // Some vendors sign a call and want the signature back.
    ...(providerMetadata === undefined ? {} : { providerOptions: providerMetadata }),
  }));
  return {
    role: 'assistant',
    content: [...(output === '' ? [] : [{ type: 'text' as const, text: output }]), ...calls],
  };
}

function parsedInput(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return {};
  }
}

/** Without a readable trailer nothing backs the text: an answer without evidence, which the domain turns down. */
function draftOf(output: string): Draft {
  const parsed = parseTrailer(output);
  if (parsed.kind === null) return { kind: 'answer', text: parsed.text, evidence: [] };
  return { kind: parsed.kind, text: parsed.text, evidence: parsed.evidence };
}
