import type { ChannelConfig, FileRef, OutgoingFile, Sent } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { apiOrigin, graphClient } from '../shared/graph/graph-client.ts';
import { notAnswered, notSent } from '../shared/graph/graph-failure.ts';
import { fetchMetaFile } from '../shared/graph/graph-file.ts';
import { textOf } from '../shared/loose-json.ts';
import { meaningOf } from './failures.ts';

const HOSTS = ['lookaside.fbsbx.com', '.fbcdn.net', '.whatsapp.net'];
const MB = 1024 * 1024;

export type MediaType = 'image' | 'audio' | 'video' | 'document';
export type Uploaded = { readonly ok: true; readonly id: string; readonly type: MediaType; readonly name: string };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES: Readonly<Record<Exclude<MediaType, 'document'>, readonly [mimes: readonly string[], maxBytes: number]>> = {
  image: [['image/jpeg', 'image/png'], 5 * MB],
  video: [['video/mp4', 'video/3gpp'], 16 * MB],
  audio: [['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], 16 * MB],
};
const DOCUMENTS = [
  'text/plain',
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
];

/**
 * As what a file is sent: as a document where it is too large for its own kind, and null for what WhatsApp does not take.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export function mediaTypeOf({ contentType, size }: Pick<OutgoingFile, 'contentType' | 'size'>): MediaType | null {
  const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  for (const type of ['image', 'video', 'audio'] as const) {
    const [mimes, maxBytes] = TYPES[type];
    if (mimes.includes(mime)) return size <= maxBytes ? type : 'document';
  }
  return DOCUMENTS.includes(mime) && size <= 100 * MB ? 'document' : null;
}

/** Hands a file to WhatsApp, for a message to name. Nobody has seen it yet: whatever goes wrong may be tried again. */
export async function upload(
  fetch: OutsideFetch,
  { file, type }: { readonly file: OutgoingFile; readonly type: MediaType },
  config: ChannelConfig,
): Promise<Uploaded | Extract<Sent, { ok: false }>> {
  const bytes = await file.read();
  if (!bytes) return { ok: false, failure: 'refused', detail: `The file ${file.name} is not there any more.` };
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', file.contentType);
  form.set('file', new Blob([new Uint8Array(bytes)], { type: file.contentType }), file.name);
  try {
    const number = encodeURIComponent(textOf(config.settings.phone_number_id));
    const answer = await graphClient(fetch, config, 'access_token').postForm(`/${number}/media`, form);
    if (!answer.ok) return notSent(answer.error, meaningOf);
    const id = textOf(answer.json.id);
    if (!id) return { ok: false, failure: 'retry', detail: 'WhatsApp gave no id for an uploaded file.' };
    return { ok: true, id, type, name: file.name };
  } catch (error) {
    return { ...notAnswered(error), failure: 'retry' };
  }
}

/** A file that a visitor sent: its address lasts for minutes, so it is asked for each time. */
export async function fetchFile(fetch: OutsideFetch, file: FileRef, config: ChannelConfig, maxBytes: number) {
  const answer = await graphClient(fetch, config, 'access_token').get(`/${encodeURIComponent(file.ref)}`);
  if (!answer.ok) {
    if (notSent(answer.error, meaningOf).failure === 'refused') return null;
    throw new Error(`WhatsApp did not tell where a file is: ${answer.error.detail}`);
  }
  if (Number(textOf(answer.json.file_size)) > maxBytes) return 'too_large';
  return fetchMetaFile(fetch, {
    url: textOf(answer.json.url),
    hosts: HOSTS,
    origin: apiOrigin(config),
    headers: { authorization: `Bearer ${config.secrets.access_token ?? ''}` },
    maxBytes,
  });
}
