import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import type { Draft, TurnContext } from '../../domain/turn/turn-context.ts';
import { renderTrailer } from '../models/evidence-trailer.ts';
import { answer } from './answer.ts';
import { contextOfPrompt } from './prompt-context.ts';

/**
 * The built-in model behind the AI SDK's interface. The turn reaches it as `providerOptions.parley.context`; without one
 * it answers the prompt's last user message from the rest of the prompt. Beside the text with its trailer it gives the
 * draft itself as `providerMetadata.parley.draft`.
 */
export function createBuiltinModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'parley',
    modelId: 'builtin',
    supportedUrls: {},
    async doGenerate(options) {
      const { text, usage, providerMetadata } = respond(options);
      return { content: [{ type: 'text', text }], finishReason: FINISHED, usage, providerMetadata, warnings: [] };
    },
    async doStream(options) {
      const { text, usage, providerMetadata } = respond(options);
      const parts: LanguageModelV4StreamPart[] = [
        { type: 'stream-start', warnings: [] },
        { type: 'text-start', id: '0' },
        ...(text.match(/\S+\s*|\s+/g) ?? []).map((delta) => ({ type: 'text-delta' as const, id: '0', delta })),
        { type: 'text-end', id: '0' },
        { type: 'finish', usage, finishReason: FINISHED, providerMetadata },
      ];
      return { stream: streamOf(parts) };
    },
  };
}

/** `ReadableStream.from` is not known to every library of types that this is read with. */
const streamOf = (parts: readonly LanguageModelV4StreamPart[]) =>
  new ReadableStream<LanguageModelV4StreamPart>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });

const FINISHED = { unified: 'stop', raw: undefined } as const;

function respond({ prompt, providerOptions, abortSignal }: LanguageModelV4CallOptions) {
  abortSignal?.throwIfAborted();
  // Handed over within the process, by reference: the caller is our own code, so its type is known.
  const context = providerOptions?.parley?.context as unknown as TurnContext | undefined;
  const draft = answer(context ?? contextOfPrompt(prompt));
  const text = context === undefined ? draft.text : `${draft.text}\n\n${renderTrailer(draft)}`;
  return { text, usage: NO_TOKENS, providerMetadata: { parley: { draft: asJson(draft) } } };
}

/** A draft holds nothing but JSON; only its type, of readonly parts, is not the SDK's. */
function asJson(draft: Draft): JSONObject {
  return draft as unknown as JSONObject;
}

// It reads words, not tokens, and costs nothing.
const NO_TOKENS: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};
