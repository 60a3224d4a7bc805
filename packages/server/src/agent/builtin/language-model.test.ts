import { generateText, streamText } from 'ai';
import { describe, expect, it } from 'vitest';
import { parseTrailer } from '../models/evidence-trailer.ts';
import { createBuiltinModel } from './language-model.ts';
import { aPassage, aTurn } from './testing/a-turn.ts';

const TEXT = 'Express shipping takes one day.';
const QUESTION = 'How long does express shipping take?';
const context = aTurn(QUESTION, { passages: [aPassage(TEXT)] });
const providerOptions = { parley: { context: context as never } };

describe('the built-in model behind the AI SDK', () => {
  it('gives the reply with its trailer and the draft itself', async () => {
    const { text, providerMetadata } = await generateText({
      model: createBuiltinModel(),
      prompt: QUESTION,
      providerOptions,
    });
    const evidence = [{ type: 'passage', passage: 0, quote: TEXT }];
    expect(parseTrailer(text)).toEqual({ kind: 'answer', text: TEXT, evidence });
    expect(providerMetadata?.parley?.draft).toEqual({ kind: 'answer', text: TEXT, evidence });
  });

  it('streams the same text', async () => {
    const result = streamText({ model: createBuiltinModel(), prompt: QUESTION, providerOptions });
    expect(parseTrailer(await result.text).text).toBe(TEXT);
  });

  it('answers a plain prompt from its own text', async () => {
    const prompt = `Opening hours are 9 to 5.\n\n${TEXT}\n\n${QUESTION}`;
    expect((await generateText({ model: createBuiltinModel(), prompt })).text).toContain(TEXT);
  });

  it('does nothing once it is aborted', async () => {
    const abortSignal = AbortSignal.abort(new Error('over'));
    await expect(createBuiltinModel().doGenerate({ prompt: [], abortSignal })).rejects.toThrow('over');
  });
});
