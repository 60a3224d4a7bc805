/** What is needed of the browser's speech recognition; no browser's types have it yet. */
type Recognition = EventTarget & {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  start(): void;
  stop(): void;
  abort(): void;
};
type Heard = Event & { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> };

/** Starts to listen; null where the browser cannot. `onText` gets all that was heard so far. */
export function listen(input: {
  readonly language: string;
  readonly onText: (text: string) => void;
  readonly onEnd: () => void;
}): { stop(): void; abort(): void } | null {
  const Maker = recognitionMaker();
  if (!Maker) return null;
  const recognition = new Maker();
  Object.assign(recognition, { lang: input.language, interimResults: true, continuous: true });
  recognition.addEventListener('result', (event) => {
    const { results } = event as Heard;
    input.onText(Array.from(results, (result) => result[0]?.transcript ?? '').join(''));
  });
  recognition.addEventListener('end', input.onEnd);
  recognition.addEventListener('error', input.onEnd);
  try {
    recognition.start();
  } catch {
    return null;
  }
  return recognition;
}

const recognitionMaker = (): (new () => Recognition) | undefined => {
  const names = globalThis as unknown as Record<string, (new () => Recognition) | undefined>;
  return names.SpeechRecognition ?? names.webkitSpeechRecognition;
};
