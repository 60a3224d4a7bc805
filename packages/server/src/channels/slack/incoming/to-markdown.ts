import { storableText } from '../../../lib/storable-text.ts';

/** What a message's text is read with. */
export type ReadAs = {
  /** The bot's user id: that it is addressed is no part of what is said. */
  readonly bot: string | null;
  /** Emoji by their names in Slack, from the message's blocks. */
  readonly emoji?: ReadonlyMap<string, string>;
};

/** Code keeps what stands in it; groups: a block's, a span's. Everything else is between. */
const CODE = /```([\s\S]*?)```|`([^`\n]+)`/g;

/**
 * Slack's mrkdwn as Markdown: entities, links, mentions, bold, strike, bullets, code.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function toMarkdown(mrkdwn: string, { bot, emoji = new Map() }: ReadAs): string {
  const pieces: string[] = [];
  let from = 0;
  const text = bot ? withoutMention(mrkdwn, bot) : mrkdwn;
  for (const found of text.matchAll(CODE)) {
    const [whole, block, span] = found;
    pieces.push(proseOf(text.slice(from, found.index), emoji));
    pieces.push(block === undefined ? `\`${plainOf(span ?? '')}\`` : fenceOf(plainOf(block), text, found.index));
    from = found.index + whole.length;
  }
  pieces.push(proseOf(text.slice(from), emoji));
  return storableText(pieces.join('')).trim();
}

/** Whether the text mentions this user. */
export const mentions = (mrkdwn: string, user: string): boolean =>
  mrkdwn.includes(`<@${user}>`) || mrkdwn.includes(`<@${user}|`);

function withoutMention(mrkdwn: string, bot: string): string {
  const mention = String.raw`<@${bot}(?:\|[^<>]*)?>`;
  return mrkdwn.replace(new RegExp(`^\\s*${mention}[,:]?\\s*`), '').replace(new RegExp(` ?${mention}`, 'g'), '');
}

/** Entities wait under this character while the text around them is marked: an address may have stars of its own. */
const HELD = '\ue000';

const EMOJI = /:([\w+'-]{1,100}(?:::skin-tone-[2-6])?):/g;

function proseOf(text: string, emoji: ReadonlyMap<string, string>): string {
  const held: string[] = [];
  const marked = text
    .replaceAll(HELD, '')
    .replace(/<([^<>\n]*)>/g, (_, inner: string) => {
      held.push(entityOf(inner, linkOf));
      return HELD;
    })
    .replace(/(^|[^\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])/g, '$1**$2**')
    .replace(/(^|[^\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])/g, '$1~~$2~~')
    .replace(/^([ \t]*)[•◦▪] +/gm, '$1- ')
    .replace(EMOJI, (whole: string, name: string) => emoji.get(name) ?? whole);
  let at = 0;
  return unescaped(marked.replaceAll(HELD, () => held[at++] ?? ''));
}

/** As it was typed: in code a link is its address. */
const plainOf = (text: string): string =>
  unescaped(text.replace(/<([^<>\n]*)>/g, (_, inner: string) => entityOf(inner, labelOf)));

function entityOf(inner: string, link: (address: string, label: string) => string): string {
  const bar = inner.indexOf('|');
  const [target, label] = bar < 0 ? [inner, ''] : [inner.slice(0, bar), inner.slice(bar + 1)];
  const kind = target[0];
  if (kind === '@') return `@${label || target.slice(1)}`;
  if (kind === '#') return `#${label || target.slice(1)}`;
  if (kind !== '!') return link(target, label);
  if (target.startsWith('!date^')) return label;
  return label ? `@${label.replace(/^@/, '')}` : `@${target.slice(1)}`;
}

function linkOf(address: string, label: string): string {
  const isBare = !label || label === address || `http://${label}` === address || `mailto:${label}` === address;
  if (isBare || address === `tel:${label}`) return label || address;
  return `[${label.replace(/[[\]]/g, '\\$&')}](${address.replaceAll(')', '%29')})`;
}

const labelOf = (address: string, label: string): string => label || address;

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A fence stands on lines of its own in Markdown; in Slack it need not. */
function fenceOf(code: string, text: string, at: number): string {
  const before = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
  return `${before}\`\`\`\n${code.replace(/^\n|\n$/g, '')}\n\`\`\`\n`;
}
