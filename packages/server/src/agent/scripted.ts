import type { Draft, Model, TurnContext } from '../domain/turn/turn-context.ts';

/** How a scripted model behaves; each part may look at the turn. */
export type Script = {
  readonly draft: (context: TurnContext) => Draft | Promise<Draft>;
  /** Pieces in which the text is streamed; the whole at once unless told. */
  readonly pieces?: (text: string) => readonly string[];
};

/** A model that says what it is told to: for tests of everything around a model, without a vendor and without chance. */
export function scriptedModel(script: Script): Model {
  return {
    async *respond(context, { stream, signal }) {
      const draft = await script.draft(context);
      signal.throwIfAborted();
      if (stream) for (const text of script.pieces?.(draft.text) ?? [draft.text]) yield { type: 'delta', text };
      yield { type: 'draft', draft, usage: { model: 'scripted', inputTokens: 1, outputTokens: 1, latencyMs: 0 } };
    },
  };
}
