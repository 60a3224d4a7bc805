import type { ChannelConfig, FileRef } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { OutsideError, type OutsideFetch } from '../../lib/outside-fetch.ts';
import { storableText } from '../../lib/storable-text.ts';
import { apiUrlOf, callSlack } from './call.ts';
import { idOf, objectOf, objectsOf, textOf } from './payload.ts';

/** Files of a message, and links to those that lie with somebody else (a drive), to whom no token may go. */
export function readFiles(said: JsonObject): { readonly files: readonly FileRef[]; readonly links: readonly string[] } {
  const given = objectsOf(said, 'files').filter(({ mode }) => mode !== 'tombstone' && mode !== 'hidden_by_limit');
  const isElsewhere = (file: JsonObject): boolean => file.is_external === true || file.mode === 'external';
  return {
    files: given.filter((file) => !isElsewhere(file)).flatMap(readFile),
    links: given.filter(isElsewhere).flatMap((file) => {
      const [name, url] = [nameOf(file), textOf(file, 'url_private')];
      return /^https?:\/\/[^\s<>()]+$/.test(url) ? [`[${name.replace(/[[\]]/g, '\\$&')}](${url})`] : [];
    }),
  };
}

/** Which files a message has, to tell an edit from another change. */
export const fileIds = (said: JsonObject): string =>
  objectsOf(said, 'files')
    .map((file) => textOf(file, 'id'))
    .join();

/** A file of another workspace comes without an address: its id is asked for one. */
function readFile(file: JsonObject): readonly FileRef[] {
  const ref = textOf(file, 'url_private') || idOf(file, 'id');
  const mime = textOf(file, 'mimetype');
  if (!ref) return [];
  return [
    {
      ref: storableText(ref),
      name: nameOf(file),
      ...(mime ? { mime: storableText(mime) } : {}),
      ...(typeof file.size === 'number' && file.size >= 0 ? { size: file.size } : {}),
    },
  ];
}

const nameOf = (file: JsonObject): string => storableText(textOf(file, 'name') || textOf(file, 'title') || 'file');

/**
 * The bytes of a file; null when it is not there, or not with Slack. The token goes to Slack's host of files and to that of the
 * API and nowhere else. Throws what may pass, and what a missing scope makes of it: Slack then answers with its sign-in page.
 */
export async function fetchFile(
  fetch: OutsideFetch,
  { ref, mime = '', size = 0 }: FileRef,
  config: ChannelConfig,
  maxBytes: number,
): Promise<Uint8Array | 'too_large' | null> {
  if (size > maxBytes) return 'too_large';
  const url = ref.includes('/') ? ref : await addressOf(fetch, ref, config);
  if (!url || !isSlacks(url, config)) return null;
  let response: Response;
  try {
    response = await fetch(url, { headers: { authorization: `Bearer ${config.secrets.bot_token ?? ''}` } });
  } catch (error) {
    if (error instanceof OutsideError && error.reason === 'too_large') return 'too_large';
    throw error;
  }
  const { status, headers } = response;
  if (status === 404 || status === 410) return null;
  const isPage = (headers.get('content-type') ?? '').startsWith('text/html') && !/html/i.test(mime);
  if ((status >= 300 && status < 400) || (status === 200 && isPage)) {
    throw new Error('Slack asks for a sign-in instead of giving the file: the bot token lacks files:read.');
  }
  if (status !== 200) throw new Error(`Slack answered ${status} instead of giving the file.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > maxBytes ? 'too_large' : bytes;
}

async function addressOf(fetch: OutsideFetch, file: string, config: ChannelConfig): Promise<string | null> {
  const answer = await callSlack(fetch, config, 'files.info', { file });
  if (answer.ok) return textOf(objectOf(answer.body, 'file'), 'url_private') || null;
  if (answer.error === 'file_not_found' || answer.error === 'file_deleted') return null;
  throw new Error(answer.detail);
}

/** Whether the token may be shown to an address. */
function isSlacks(address: string, config: ChannelConfig): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return origin === 'https://files.slack.com' || origin === apiUrlOf(config).origin;
}
