import type { Model, TurnContext } from '../../src/domain/turn/turn-context.ts';

export type ScriptedModel = Model & {
  /** What it was asked with, the first first. */
  readonly contexts: readonly TurnContext[];
  /** From now on it stops after the first word, until the returned function is called. */
  holdAfterFirstWord(): () => void;
};

/** A model that answers each turn with what `reply` makes of its context, word for word. Without evidence, so that it has no sources. */
export function scriptedModel(reply: (context: TurnContext) => string): ScriptedModel {
  const contexts: TurnContext[] = [];
  let held: Promise<void> = Promise.resolve();
  return {
    contexts,
    holdAfterFirstWord() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    async *respond(context, { stream, signal }) {
      contexts.push(context);
      const text = reply(context);
      const [first = '', ...rest] = text.match(/\S+\s*/g) ?? [];
      if (stream) yield { type: 'delta', text: first };
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await Promise.race([held, aborted]);
      signal.throwIfAborted();
      for (const word of stream ? rest : []) yield { type: 'delta', text: word };
      const usage = { model: 'scripted', inputTokens: 1, outputTokens: 1, latencyMs: 1 };
      yield { type: 'draft', draft: { kind: 'smalltalk', text, evidence: [] }, usage };
    },
  };
}
