import { startFakeOpenAi } from '../../packages/server/test/support/fake-openai.ts';

const REPLY = 'Zebra stripes are black on white.';
const TRAILER = '\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>';

/** The word that a page has to show. */
export const FIRST_WORD = 'Zebra';

/** A model over HTTP that answers every request at once, and remembers when. */
export async function startScriptedModel() {
  let firstByteAt = 0;
  const fake = await startFakeOpenAi(
    () => {
      firstByteAt = performance.timeOrigin + performance.now();
      return { type: 'reply', text: REPLY + TRAILER, chunks: [...(REPLY.match(/\S+\s*/g) ?? []), TRAILER] };
    },
    { record: false },
  );
  return {
    lastFirstByte: () => firstByteAt,
    environment: {
      PARLEY_MODEL: 'compatible/fake',
      PARLEY_MODEL_BASE_URL: fake.url,
      PARLEY_MODEL_API_KEY: 'key-for-benchmarks',
    },
    close: () => fake.close(),
  };
}
