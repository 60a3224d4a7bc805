import type { FileRef } from '../../domain/channels/channel.ts';
import { OutsideError, type OutsideFetch } from '../../lib/outside-fetch.ts';
import { apiOf } from './api.ts';
import type { Bot } from './definition.ts';
import { failureOf } from './failures.ts';

/** A visitor's file. The Bot API gives those up to 20 MB. https://core.telegram.org/bots/api#getfile */
export async function fetchFile(
  file: FileRef,
  bot: Bot,
  maxBytes: number,
  fetch: OutsideFetch,
): Promise<Uint8Array | 'too_large' | null> {
  if (file.size !== undefined && file.size > maxBytes) return 'too_large';
  const found = await locate(file, bot, fetch);
  if (found === null || found === 'too_large') return found;
  if ((found.size ?? 0) > maxBytes) return 'too_large';
  const bytes = await download(`${bot.apiUrl}/file/bot${bot.token}/${found.path}`, bot, fetch);
  return bytes instanceof Uint8Array && bytes.length > maxBytes ? 'too_large' : bytes;
}

type Located = { readonly path: string; readonly size: number | undefined };

async function locate({ ref }: FileRef, bot: Bot, fetch: OutsideFetch): Promise<Located | 'too_large' | null> {
  const api = await apiOf(bot, fetch);
  try {
    const { file_path: path, file_size: size } = await api.raw.getFile({ file_id: ref });
    // A server of one's own in local mode says where it lies on its disk, which is nothing to be fetched.
    return path && isPath(path) ? { path: path.split('/').map(encodeURIComponent).join('/'), size } : null;
  } catch (error) {
    const { code, description } = failureOf(error, bot.token);
    if (code === 400) return /too big/i.test(description) ? 'too_large' : null;
    throw new Error(`The file could not be asked for. ${description}`, { cause: reasonOf(error) });
  }
}

const isPath = (path: string): boolean => !path.startsWith('/') && !path.split('/').includes('..');

async function download(url: string, bot: Bot, fetch: OutsideFetch): Promise<Uint8Array | 'too_large' | null> {
  const response = await fetch(url).catch((error: unknown) => {
    if (error instanceof OutsideError && error.reason === 'too_large') return 'too_large' as const;
    throw new Error(`The file could not be fetched. ${failureOf(error, bot.token).description}`);
  });
  if (response === 'too_large') return response;
  if (response.status === 404 || response.status === 400) return null;
  if (!response.ok) throw new Error(`The file could not be fetched: status ${response.status}.`);
  return response.bytes();
}

/** What went wrong outside, which has no address in it; what else grammY throws may. */
const reasonOf = (error: unknown): unknown => {
  const inner = (error as { error?: unknown } | null)?.error;
  return inner instanceof OutsideError ? inner.reason : undefined;
};
