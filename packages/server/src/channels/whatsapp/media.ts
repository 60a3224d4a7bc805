import type { ChannelConfig, FileRef, OutgoingFile, Sent } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { apiOrigin, graphClient } from '../graph-client.ts';
import { notAnswered, notSent } from '../graph-failure.ts';
import { fetchMetaFile } from '../graph-file.ts';
import { textOf } from '../loose-json.ts';
import { meaningOf } from './failures.ts';

const HOSTS = ['lookaside.fbsbx.com', '.fbcdn.net', '.whatsapp.net'];
const MB = 1024 * 1024;

export type MediaType = 'image' | 'audio' | 'video' | 'document';
export type Uploaded = { readonly ok: true; readonly id: string; readonly type: MediaType; readonly name: string };

/**
 * As what a file is sent. Whatever is too large for its own kind, or of a kind that phones may not play, goes as a document.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export function mediaTypeOf({ contentType, size }: Pick<OutgoingFile, 'contentType' | 'size'>): MediaType {
  const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (['image/jpeg', 'image/png'].includes(mime) && size <= 5 * MB) return 'image';
  if (['video/mp4', 'video/3gpp'].includes(mime) && size <= 16 * MB) return 'video';
  const isAudio = ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'].includes(mime);
  return isAudio && size <= 16 * MB ? 'audio' : 'document';
}

/** Hands a file to WhatsApp, for a message to name. Nobody has seen it yet: whatever goes wrong may be tried again. */
export async function upload(
  fetch: OutsideFetch,
  file: OutgoingFile,
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
    return { ok: true, id, type: mediaTypeOf(file), name: file.name };
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
