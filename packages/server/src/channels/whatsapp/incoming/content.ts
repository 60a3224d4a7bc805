import type { FileRef } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { listOf, objectOf, textOf } from '../../shared/loose-json.ts';

/** What somebody should see who can see nothing of it. */
export const UNSUPPORTED = '[unsupported message]';

export type Content = { readonly markdown: string; readonly files: readonly FileRef[] };

const MEDIA = ['image', 'audio', 'voice', 'video', 'document', 'sticker'] as const;

/**
 * What a message of WhatsApp's says, by its type; null for types that say nothing to anybody (reactions, news of numbers).
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function contentOf(message: JsonObject): Content | null {
  const type = textOf(message.type);
  const of = objectOf(message[type]);
  if (MEDIA.some((medium) => medium === type)) return media(type, of);
  const markdown = textual(type, of);
  return markdown === null ? null : { markdown, files: [] };
}

function textual(type: string, of: JsonObject): string | null {
  switch (type) {
    case 'text':
      return markdownOf(textOf(of.body));
    case 'location':
      return locationText(of);
    case 'button':
      return textOf(of.text);
    case 'interactive':
      return interactiveText(of) || UNSUPPORTED;
    case 'order':
      return [textOf(of.text), UNSUPPORTED].filter(Boolean).join('\n\n');
    case 'unsupported':
      return UNSUPPORTED;
    default:
      return null;
  }
}

/** Contacts stand in a list, and not in an object as all else does. */
export function contactsText(message: JsonObject): string {
  const cards = listOf(message.contacts).map((card) => {
    const { name, phones, emails } = objectOf(card);
    const ways = [
      ...listOf(phones).map((phone) => textOf(objectOf(phone).phone)),
      ...listOf(emails).map((email) => textOf(objectOf(email).email)),
    ];
    return [textOf(objectOf(name).formatted_name), ...ways].filter(Boolean).join(', ');
  });
  return cards
    .filter(Boolean)
    .map((card) => `Contact: ${card}`)
    .join('\n');
}

function media(type: string, of: JsonObject): Content {
  const ref = textOf(of.id);
  const name = textOf(of.filename);
  const mime = textOf(of.mime_type);
  const markdown = markdownOf(textOf(of.caption));
  if (!ref) return { markdown: markdown || UNSUPPORTED, files: [] };
  const called = name || (type === 'voice' || of.voice === true ? 'voice message' : '');
  return { markdown, files: [{ ref, ...(called ? { name: called } : {}), ...(mime ? { mime } : {}) }] };
}

function locationText(of: JsonObject): string {
  const place = [textOf(of.name), textOf(of.address)].filter(Boolean).join(', ');
  const point = `${textOf(of.latitude)},${textOf(of.longitude)}`;
  return `Location: ${place || point}\nhttps://www.google.com/maps?q=${encodeURIComponent(point)}`;
}

function interactiveText(of: JsonObject): string {
  const { button_reply: button, list_reply: list, nfm_reply: form } = of;
  return textOf(objectOf(button).title) || textOf(objectOf(list).title) || textOf(objectOf(form).body);
}

/** WhatsApp's own marks as Markdown's: `*bold*` and `~struck~` have two there. What stands in code is left. */
function markdownOf(text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(BOLD, '**$1**').replace(STRUCK, '~~$1~~')))
    .join('');
}

// Around whole words only, and within a line.
const BOLD = /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^\n*]*[^\s*])\*(?![\p{L}\p{N}*])/gu;
const STRUCK = /(?<![\p{L}\p{N}~])~(?=[^\s~])([^\n~]*[^\s~])~(?![\p{L}\p{N}~])/gu;
