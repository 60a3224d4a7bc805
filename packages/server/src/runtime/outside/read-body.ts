import type { Readable } from 'node:stream';

export type ReadBody = { readonly body: Buffer; readonly isCut: boolean };

/** Reads at most `maxBytes` of a body, then lets go of the rest: a sender without end costs no memory. */
export async function readBody(stream: Readable, maxBytes: number): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    // Leaving the loop destroys the stream, and with it the connection that would go on sending.
    if (size > maxBytes) return { body: Buffer.concat(chunks).subarray(0, maxBytes), isCut: true };
  }
  return { body: Buffer.concat(chunks), isCut: false };
}
