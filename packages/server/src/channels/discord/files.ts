import type { FileRef } from '../../domain/channels/channel.ts';
import { OutsideError, type OutsideFetch } from '../../lib/outside-fetch.ts';
import type { App } from './definition.ts';

/** Where Discord keeps what people attach. */
const FILE_HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];

/** A visitor's attachment, by its address: it is good for a day, and asked for without the token. */
export async function fetchFile(
  { ref, size }: FileRef,
  { apiUrl }: App,
  maxBytes: number,
  fetch: OutsideFetch,
): Promise<Uint8Array | 'too_large' | null> {
  if (size !== undefined && size > maxBytes) return 'too_large';
  if (!isOfDiscord(ref, apiUrl)) return null;
  const response = await fetch(ref).catch((error: unknown) => {
    if (error instanceof OutsideError && error.reason === 'too_large') return 'too_large' as const;
    throw error;
  });
  if (response === 'too_large') return response;
  if ([403, 404, 410].includes(response.status)) return null;
  if (!response.ok) throw new Error(`The file could not be fetched: status ${response.status}.`);
  const bytes = await response.bytes();
  return bytes.length > maxBytes ? 'too_large' : bytes;
}

/** Discord's hosts of files, and the one of the API where that is another than Discord's. */
function isOfDiscord(ref: string, apiUrl: string): boolean {
  if (!URL.canParse(ref)) return false;
  const url = new URL(ref);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:' && url.port === '' && FILE_HOSTS.includes(url.hostname)) return true;
  return URL.canParse(apiUrl) && url.origin === new URL(apiUrl).origin;
}
