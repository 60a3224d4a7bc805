import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import { UnusableAnswer } from './provider-failure.ts';
import { createTrailerSplitter } from './trailer-splitter.ts';
import type { Watch } from './watch.ts';

/** What one call of a model gave. */
export type CallResult = {
  /** The whole output with its trailer. */
  readonly output: string;
  readonly toolCalls: readonly LanguageModelV4ToolCall[];
  readonly inputTokens: number;
  readonly outputTokens: number;
};

/** Calls the model for one whole answer. */
export async function callWhole(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions,
  watch: Watch,
): Promise<CallResult> {
  const answer = await watch.race(model.doGenerate({ ...options, abortSignal: watch.signal }));
  let output = '';
  const toolCalls: LanguageModelV4ToolCall[] = [];
  for (const part of answer.content) {
    if (part.type === 'text') output += part.text;
    else if (part.type === 'tool-call') toolCalls.push(part);
  }
  return checked(output, toolCalls, answer.finishReason, answer.usage);
}

/** Calls the model for a stream; yields what of the text may be shown as it comes. */
export async function* callStreamed(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions,
  watch: Watch,
): AsyncGenerator<string, CallResult> {
  const { stream } = await watch.race(model.doStream({ ...options, abortSignal: watch.signal }));
  const reader = stream.getReader();
  const splitter = createTrailerSplitter();
  const toolCalls: LanguageModelV4ToolCall[] = [];
  let output = '';
  let finish: (LanguageModelV4StreamPart & { type: 'finish' }) | undefined;
  while (true) {
    const { done, value: part } = await watch.race(reader.read());
    if (done) break;
    if (part.type === 'error') throw part.error;
    if (part.type === 'finish') finish = part;
    else if (part.type === 'tool-call') toolCalls.push(part);
    else if (part.type === 'text-delta') {
      output += part.delta;
      const shown = splitter.push(part.delta);
      if (shown !== '') yield shown;
    }
    if (part.type !== 'stream-start' && part.type !== 'response-metadata') watch.progress();
  }
  if (finish === undefined) throw new UnusableAnswer('The stream ended before its end.');
  const result = checked(output, toolCalls, finish.finishReason, finish.usage);
  const rest = splitter.end();
  if (rest !== '') yield rest;
  return result;
}

function checked(
  output: string,
  toolCalls: readonly LanguageModelV4ToolCall[],
  { unified, raw }: LanguageModelV4FinishReason,
  usage: LanguageModelV4Usage,
): CallResult {
  const isCut = unified === 'interrupted' || unified === 'error' || (unified === 'other' && raw === undefined);
  // An answer may be empty for a reason (a filter, a used-up limit); a plain end after nothing is a vendor's fault.
  const isEmpty = output.trim() === '' && toolCalls.length === 0 && (unified === 'stop' || unified === 'other');
  if (isCut || isEmpty) throw new UnusableAnswer(`The answer is ${isCut ? 'cut off' : 'empty'}.`);
  const inputTokens = usage.inputTokens.total ?? 0;
  return { output, toolCalls, inputTokens, outputTokens: usage.outputTokens.total ?? 0 };
}
