import type { LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4ToolCall } from '@ai-sdk/provider';
import { mayHandOff } from '../../domain/turn/may-hand-off.ts';
import type { ModelStep, TurnContext } from '../../domain/turn/turn-context.ts';
import type { Json } from '../../lib/json.ts';
import { fenced } from './prompt.ts';
import type { ModelRun } from './retry.ts';
import { watchCall } from './watch.ts';

/** Something that a model may do in a turn. Its input and its result are data that nobody has vouched for. */
export type ModelTool = {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: LanguageModelV4FunctionTool['inputSchema'];
  /** Checks its input itself. A rejection is told to the model as a failed call. */
  execute(input: Json, signal: AbortSignal): Promise<Json>;
};

/** The tool by which a model says that the visitor wants a person; it runs nothing and ends the turn. */
export const ASK_A_PERSON = 'ask_a_person';

const RESULT_MAX = 16_000;

/** What the model is told of its tools; the hand-off is among them only where the turn may bring in a person. */
export function toolDefinitions(context: TurnContext, tools: readonly ModelTool[]): LanguageModelV4FunctionTool[] {
  const definitions = tools.map(
    ({ name, description, inputSchema }): LanguageModelV4FunctionTool => ({
      type: 'function',
      name,
      description,
      inputSchema,
    }),
  );
  if (!mayHandOff(context)) return definitions;
  return [
    ...definitions,
    {
      type: 'function',
      name: ASK_A_PERSON,
      description:
        'Asks a person of the team to join this chat. Call it when the visitor asks for one or accepts your offer.',
      inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    },
  ];
}

export type ToolRun = { readonly step: ModelStep & { type: 'tool_called' }; readonly message: LanguageModelV4Message };

/** Runs one call. Gives the step to report and the message that brings the model its result, fenced as data. */
export async function runTool(
  tools: readonly ModelTool[],
  call: LanguageModelV4ToolCall,
  turn: ModelRun & { readonly nonce: string },
): Promise<ToolRun> {
  const started = turn.now();
  const outcome = await execute(tools, call, turn);
  const value = fenced(turn.nonce, 'tool', ` call="${call.toolCallId}"`, outcome.text.slice(0, RESULT_MAX));
  return {
    step: { type: 'tool_called', name: call.toolName, latencyMs: turn.now() - started, failed: outcome.failed },
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

async function execute(
  tools: readonly ModelTool[],
  call: LanguageModelV4ToolCall,
  run: ModelRun,
): Promise<{ readonly failed: boolean; readonly text: string }> {
  const tool = tools.find(({ name }) => name === call.toolName);
  if (tool === undefined) return { failed: true, text: 'There is no such tool.' };
  const watch = watchCall(run.signal, run.deadlineMs - run.now(), run.limits.stallMs);
  try {
    const input: Json = JSON.parse(call.input === '' ? '{}' : call.input);
    return { failed: false, text: JSON.stringify(await watch.race(tool.execute(input, watch.signal))) };
  } catch {
    run.signal.throwIfAborted();
    // No word of the error: it may hold an address or a key of the action.
    return { failed: true, text: 'The call failed.' };
  } finally {
    watch.stop();
  }
}
