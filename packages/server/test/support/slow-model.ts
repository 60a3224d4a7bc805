import { type FakeBehaviour, type FakeOpenAi, type FakeRequest, startFakeOpenAi } from './fake-openai.ts';

/** A model upstream that can be made slow, so that turns are under way at any moment. */
export type SlowModel = {
  readonly fake: FakeOpenAi;
  /** What a server process needs to use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** From now on every sixth request waits for the release. Resolves when the first one does. */
  slow(): Promise<void>;
  release(): void;
};

const REPLY: FakeBehaviour = { type: 'reply', text: 'Noted.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>' };

/** Starts it on loopback; it says the same to everything. */
export async function startSlowModel(): Promise<SlowModel> {
  let held: PromiseWithResolvers<void> | null = null;
  let holds = Promise.withResolvers<void>();
  const script = async (_request: FakeRequest, index: number) => {
    if (held && index % 6 === 5) {
      holds.resolve();
      await held.promise;
    }
    return REPLY;
  };
  const fake = await startFakeOpenAi(script);
  return {
    fake,
    environment: {
      PARLEY_MODEL: 'compatible/fake',
      PARLEY_MODEL_BASE_URL: fake.url,
      PARLEY_MODEL_API_KEY: 'key-for-tests',
      PARLEY_RATE_LIMITS: 'off',
    },
    slow() {
      held ??= Promise.withResolvers<void>();
      holds = Promise.withResolvers<void>();
      return holds.promise;
    },
    release() {
      held?.resolve();
      held = null;
    },
  };
}

/** The texts of `uniqueText` that the model was shown. */
export function textsShown({ fake }: SlowModel): Set<string> {
  return new Set(fake.requests.flatMap(({ body }) => JSON.stringify(body.messages).match(/zebra [a-z]+/g) ?? []));
}
