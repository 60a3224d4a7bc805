import type { LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4ToolCall } from '@ai-sdk/provider';
import { mayHandOff } from '../../domain/turn/may-hand-off.ts';
import type { AgentProfile, HandoffWish, ModelStep, TurnContext } from '../../domain/turn/turn-context.ts';
import type { ToolOutcome, TurnTool } from '../../domain/turn/turn-tool.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { storableJson } from '../../lib/storable-json.ts';
import { fenced } from './prompt.ts';
import type { ModelRun } from './retry.ts';
import { watchCall } from './watch.ts';

/** The tool by which a model says that the visitor wants a person; it runs nothing and ends the turn. */
export const ASK_A_PERSON = 'ask_a_person';

const RESULT_MAX = 16_000;

/** What the model is told of its tools; the hand-off is among them only where the turn may bring in a person. */
export function toolDefinitions(context: TurnContext, tools: readonly TurnTool[]): LanguageModelV4FunctionTool[] {
  const definitions = tools.map(
    ({ name, description, inputSchema }): LanguageModelV4FunctionTool => ({
      type: 'function',
      name,
      description,
      // Tools are made with JSON Schemas; the vendors' type spells out what those may hold.
      inputSchema: inputSchema as LanguageModelV4FunctionTool['inputSchema'],
    }),
  );
  if (!mayHandOff(context)) return definitions;
  return [
    ...definitions,
    {
      type: 'function',
      name: ASK_A_PERSON,
      description:
        'Asks a person of the team to join this chat. Call it when one of the reasons in your rules holds, or the visitor accepts your offer.',
      inputSchema: wishSchema(context.agent),
    },
  ];
}

/** Why, and what about where the team parts its work by topic. */
function wishSchema(agent: AgentProfile): LanguageModelV4FunctionTool['inputSchema'] {
  const topics = agent.routingProfiles.map(({ topic }) => topic);
  const described = agent.routingProfiles.map(({ topic, description }) => `${topic}: ${description}`);
  return {
    type: 'object',
    properties: {
      reason: { type: 'string', enum: reasonsOf(agent) },
      ...(topics.length === 0
        ? {}
        : { topic: { type: 'string', enum: topics, description: `What it is about.\n${described.join('\n')}` } }),
    },
    additionalProperties: false,
  };
}

const reasonsOf = ({ reasons, ownReasons }: AgentProfile) => [
  ...reasons,
  'accepted_offer' as const,
  ...(ownReasons.length === 0 ? [] : ['own_guideline' as const]),
];

/** What the model said of the hand-off, as far as it may say so. */
export function wishOf(agent: AgentProfile, call: LanguageModelV4ToolCall): HandoffWish {
  const input = inputOf(call);
  const { reason: why, topic: about } = typeof input === 'object' && input !== null ? (input as JsonObject) : {};
  const reason = reasonsOf(agent).find((known) => known === why);
  const profile = agent.routingProfiles.find(({ topic }) => topic === about);
  return { ...(reason ? { reason } : {}), ...(profile ? { topic: profile.topic } : {}) };
}

export type ToolRun = { readonly step: ModelStep & { type: 'tool_called' }; readonly message: LanguageModelV4Message };

/** Runs one call. Gives the step to report and the message that brings the model its result, fenced as data. */
export async function runTool(
  tools: readonly TurnTool[],
  call: LanguageModelV4ToolCall,
  turn: ModelRun & { readonly nonce: string },
): Promise<ToolRun> {
  const started = turn.now();
  const input = inputOf(call);
  const outcome = await execute(tools, call.toolName, input, turn);
  const text = typeof outcome.content === 'string' ? outcome.content : JSON.stringify(outcome.content);
  const value = fenced(turn.nonce, 'tool', ` call="${call.toolCallId}"`, text.slice(0, RESULT_MAX));
  return {
    step: {
      type: 'tool_called',
      callId: call.toolCallId,
      name: call.toolName,
      latencyMs: turn.now() - started,
      failed: outcome.failed,
      arguments: input ?? {},
      result: text.length > RESULT_MAX ? text.slice(0, RESULT_MAX) : outcome.content,
    },
    message: {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: call.toolCallId,
          toolName: call.toolName,
          output: { type: outcome.failed ? 'error-text' : 'text', value },
        },
      ],
    },
  };
}

/** Null where a model wrote no JSON. */
function inputOf({ input }: LanguageModelV4ToolCall): Json | null {
  try {
    // They are kept with the reply.
    return storableJson(JSON.parse(input === '' ? '{}' : input));
  } catch {
    return null;
  }
}

async function execute(
  tools: readonly TurnTool[],
  name: string,
  input: Json | null,
  run: ModelRun,
): Promise<ToolOutcome> {
  const tool = tools.find((known) => known.name === name);
  if (tool === undefined) return { failed: true, content: 'There is no such tool.' };
  if (input === null) return { failed: true, content: 'The arguments are no JSON.' };
  const watch = watchCall(run.signal, run.deadlineMs - run.now(), run.limits.stallMs);
  try {
    return await watch.race(tool.execute(input, watch.signal));
  } catch {
    run.signal.throwIfAborted();
    // No word of the error: it may hold an address or a key of the action.
    return { failed: true, content: 'The call failed.' };
  } finally {
    watch.stop();
  }
}
