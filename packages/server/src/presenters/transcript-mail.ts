import type { Author, MarkerCode } from '@parley/protocol';
import { escapeHtml } from '../lib/escape-html.ts';
import { formatReply, formatWelcome } from './reply-format.ts';
import { type TranscriptWords, transcriptWords } from './transcript-words.ts';
import { withoutLinks } from './without-links.ts';

/** What was said, or what happened, at a time. */
type Entry =
  | { readonly marker: MarkerCode; readonly at: Date }
  | {
      readonly marker: null;
      readonly at: Date;
      readonly author: Author;
      readonly operator: string | null;
      readonly content: string;
      readonly isWelcome: boolean;
      readonly attachments: readonly { readonly [key: string]: unknown }[];
    };

export type TranscriptMailInput = {
  readonly agentName: string;
  /** The visitor's language, as far as it is known. */
  readonly language: string | null;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Whether there was more before them. */
  readonly isCut: boolean;
  /**
   * Whether the mail goes to whom it is about. Otherwise anybody may have named the address, and written what a stranger
   * shall follow, or had the agent say it: their words are told without links then, and their files by name.
   */
  readonly isVouchedFor: boolean;
};

/** The mail with a whole conversation as the visitor saw it, in plain text and HTML. */
export function transcriptMail({ agentName, language: wanted, entries, isCut, isVouchedFor }: TranscriptMailInput) {
  const { language, words } = transcriptWords(wanted);
  const name = agentName.replaceAll(/\s+/g, ' ').trim();
  const cut = isCut ? [words.cut.replace('{count}', () => String(entries.length))] : [];
  const lead = [words.lead, ...cut];
  const told = entries.map((entry) => toldOf(entry, words, { name, isVouchedFor }));
  return {
    subject: words.subject.replace('{name}', () => name),
    text: `${[...lead, ...told.map(({ text }) => text), words.why].join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`,
      '<body style="font-family: sans-serif; line-height: 1.5; color: #1f2933">',
      ...lead.map((line) => `<p>${escapeHtml(line)}</p>`),
      ...told.map(({ html }) => html),
      `<p style="font-size: 13px; color: #52606d">${escapeHtml(words.why)}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}

type Told = { readonly text: string; readonly html: string };

const SMALL = 'style="font-size: 13px; color: #52606d"';
const timeOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

type Telling = { readonly name: string; readonly isVouchedFor: boolean };

function toldOf(entry: Entry, words: TranscriptWords, { name: agentName, isVouchedFor }: Telling): Told {
  const time = timeOf(entry.at);
  if (entry.marker !== null) {
    const said = words.markers[entry.marker];
    return { text: `— ${said} (${time})`, html: `<p ${SMALL}>${escapeHtml(said)} · ${time}</p>` };
  }
  const who = authorOf(entry, words, agentName);
  const isTrusted = isVouchedFor || entry.isWelcome || entry.author === 'human_operator';
  const { text, html } = isTrusted ? wordsOf(entry) : plainWordsOf(entry, words);
  const files = filesOf(entry, words, isTrusted);
  return {
    text: [`${who} (${time}):`, text, ...files.map((file) => file.text)].filter((line) => line !== '').join('\n'),
    html: [
      `<p ${SMALL}><b>${escapeHtml(who)}</b> · ${time}</p>`,
      `<div dir="auto" style="margin: 0 0 16px; padding: 8px 12px; background: #f1f5f9; border-radius: 6px">${html}${files
        .map((file) => `<p>${file.html}</p>`)
        .join('')}</div>`,
    ].join('\n'),
  };
}

type Said = Extract<Entry, { marker: null }>;

function authorOf({ author, operator }: Said, { you, team }: TranscriptWords, agentName: string): string {
  if (author === 'visitor') return you;
  return author === 'human_operator' ? (operator ?? team) : agentName;
}

const wordsOf = (said: Said): Told => ({ text: textOf(said), html: htmlOf(said) });

/** What is said, in words alone. */
function plainWordsOf(said: Said, { linkRemoved }: TranscriptWords): Told {
  const text = withoutLinks(textOf(said), linkRemoved);
  return { text, html: escapeHtml(text).replaceAll('\n', '<br>') };
}

function filesOf({ attachments }: Said, { file, linkRemoved }: TranscriptWords, isTrusted: boolean): Told[] {
  return attachments.flatMap(({ name: given, url }) => {
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) return [];
    const name = String(given ?? '') || url;
    if (isTrusted) {
      const html = `${file}: <a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`;
      return [{ text: `${file}: ${name} ${url}`, html }];
    }
    const text = `${file}: ${withoutLinks(name, linkRemoved)}`;
    return [{ text, html: escapeHtml(text) }];
  });
}

function htmlOf({ author, isWelcome, content }: Said): string {
  if (author === 'visitor') return escapeHtml(content).replaceAll('\n', '<br>');
  return isWelcome ? formatWelcome(content) : formatReply(content, 'html');
}

function textOf({ author, isWelcome, content }: Said): string {
  if (author === 'visitor') return content;
  if (!isWelcome) return formatReply(content, 'text');
  const lines = formatWelcome(content).replaceAll(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, '\n');
  return formatReply(lines.replaceAll(/<[^>]*>/g, ''), 'text');
}
