/** One frame. One without `data` only tells where the stream is, or how long to wait before coming again. */
export type ServerSentEvent = {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
  /** Milliseconds that the server asks to wait before the next connection. */
  readonly retry?: number;
};

/**
 * Reads server-sent events from a body, whatever pieces it arrives in. Comments and other fields than these are skipped.
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of chunks(body)) {
    const frames = normalise(rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const event = parseFrame(frame);
      if (event !== null) yield event;
    }
  }
}

/** Browsers do not all iterate streams, so the reader is asked; cancelling it is what ends the request. */
async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** A lone CR at the end may be the first half of CRLF, so it stays until the rest has come. */
const normalise = (text: string): string => text.replaceAll(/\r\n|\r(?!$)/g, '\n');

function parseFrame(frame: string): ServerSentEvent | null {
  let event = 'message';
  const data: string[] = [];
  const more: { id?: string; retry?: number } = {};
  for (const line of frame.split('\n')) {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    if (field === 'id' && !value.includes('\0')) more.id = value;
    if (field === 'retry' && /^\d+$/.test(value)) more.retry = Number(value);
  }
  const isEmpty = data.length === 0 && more.id === undefined && more.retry === undefined;
  return isEmpty ? null : { event, data: data.join('\n'), ...more };
}
