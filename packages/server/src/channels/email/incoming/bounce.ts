import { cutLine } from '../../../lib/cut-text.ts';
import { messageIdOf } from '../message-id.ts';
import { domainOf } from './address.ts';
import type { Mail } from './mail.ts';

/** What a server tells of a mail of ours. */
export type Bounce = {
  /** The mail's Message-ID. */
  readonly target: string;
  /** In the server's words. */
  readonly detail: string;
};

/** Reports are short; more of one is not looked at. */
const LOOKED_AT = 256 * 1024;
const MESSAGE_ID = /^message-id:\s*(<[^<>\s]{1,900}>)/im;

/**
 * Reads a report that a mail could not be delivered (RFC 3464, and the older ones that only enclose the mail). Null when it says
 * something else (a delay, a success), or names no mail of the address' domain: Message-IDs of ours cannot be guessed, so that nobody
 * who did not get a mail can tell that it failed.
 */
export function readBounce(mail: Pick<Mail, 'attachments' | 'text' | 'answers'>, address: string): Bounce | null {
  const parts = mail.attachments.map(({ mimeType, content }) => ({ mimeType, text: textOf(content) }));
  const status = parts.find(
    ({ mimeType }) => mimeType.endsWith('/delivery-status') || mimeType.endsWith('/global-delivery-status'),
  );
  const fields = (status?.text ?? '').replaceAll(/\r?\n[ \t]+/g, ' ');
  const action = /^action:\s*(\w+)/im.exec(fields)?.[1]?.toLowerCase();
  if (action !== undefined && action !== 'failed') return null;

  const original = parts.filter(({ mimeType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(mimeType),
  );
  const target = [...original.map(({ text }) => text), mail.text].flatMap(
    (text) => MESSAGE_ID.exec(text)?.[1] ?? [],
  )[0];
  const id = messageIdOf(target ?? mail.answers[0]);
  if (id === null || domainOf(id.slice(1, -1)).toLowerCase() !== domainOf(address)) return null;

  const said =
    /^diagnostic-code:\s*(?:[\w-]+\s*;)?\s*(.+)$/im.exec(fields)?.[1] ?? /^status:\s*([\d.]+)/im.exec(fields)?.[1];
  const detail = cutLine(said ?? '', 300);
  return { target: id, detail: detail === '' ? 'The mail was returned.' : `The mail was returned: ${detail}` };
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === 'string') return content.slice(0, LOOKED_AT);
  return new TextDecoder().decode(new Uint8Array(content).subarray(0, LOOKED_AT));
}
