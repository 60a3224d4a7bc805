import type { FileRef } from '../../../domain/channels/channel.ts';
import type { Json, JsonObject } from '../../../lib/json.ts';
import { objectOf, textOf } from '../loose-json.ts';

/** What lies beside a text: files to be fetched, and what can only be said of the rest. */
export type AttachmentText = { readonly markdown: string; readonly files: readonly FileRef[] };

const FILES = new Set(['image', 'audio', 'video', 'file']);

/** What Instagram lets people share: the address shows a picture or a film for a while. */
const SHARED = new Map([
  ['story_mention', 'Mentioned you in a story.'],
  ['ig_story', 'Shared a story.'],
  ['ig_reel', 'Shared a reel.'],
  ['reel', 'Shared a reel.'],
  ['ig_post', 'Shared a post.'],
  ['post', 'Shared a post.'],
  ['share', 'Shared a post.'],
]);

/** Reads the attachments of a message of Messenger or Instagram; the address of a file is its `ref`. */
export function attachmentsOf(attachments: readonly Json[]): AttachmentText {
  const read = attachments.map((attachment) => attachmentOf(objectOf(attachment)));
  return {
    markdown: read
      .map(({ markdown }) => markdown)
      .filter(Boolean)
      .join('\n'),
    files: read.flatMap(({ files }) => files),
  };
}

function attachmentOf(attachment: JsonObject): AttachmentText {
  const type = textOf(attachment.type);
  const payload = objectOf(attachment.payload);
  const url = textOf(payload.url) || textOf(attachment.url);
  const title = textOf(payload.title) || textOf(attachment.title);
  if (FILES.has(type)) return url ? { markdown: '', files: [{ ref: url, ...nameOf(url) }] } : NOTHING;
  const shared = SHARED.get(type);
  if (shared) return { markdown: [shared, title].filter(Boolean).join(' '), files: url ? [{ ref: url }] : [] };
  if (type === 'location') return { markdown: locationText(payload, title), files: [] };
  return { markdown: [title, url].filter(Boolean).join('\n'), files: [] };
}

const NOTHING: AttachmentText = { markdown: '', files: [] };

/** Addresses of Meta's end in the file's name, before the query. */
function nameOf(address: string): { readonly name?: string } {
  if (!URL.canParse(address)) return {};
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  return /\.[a-z0-9]{2,5}$/i.test(last) ? { name: last } : {};
}

function locationText(payload: JsonObject, title: string): string {
  const { lat, long } = objectOf(payload.coordinates);
  const point = `${textOf(lat)},${textOf(long)}`;
  return `Location: ${title || point}\nhttps://www.google.com/maps?q=${encodeURIComponent(point)}`;
}
