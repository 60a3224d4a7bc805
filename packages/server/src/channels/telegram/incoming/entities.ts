import { storableText } from '../../../lib/storable-text.ts';
import type { Bot } from '../definition.ts';
import type { Entity } from './update.ts';

/** The bot as it is addressed. */
type Addressee = Pick<Bot, 'botId' | 'username'>;

/** Stands where the bot was mentioned until the blanks around it are closed. */
const CALLED = '\ue000';

/**
 * A text and its entities as Markdown, without mentions of the bot. Offsets are in UTF-16 units.
 * https://core.telegram.org/bots/api#messageentity
 */
export function toMarkdown(text: string, entities: readonly Entity[], bot: Addressee): string {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  const markdown = between({ text, bot, isMarked: false }, 0, text.length, sorted)
    .replace(new RegExp(`^\\s*${CALLED}[,:]?\\s*`), '')
    .replaceAll(new RegExp(`[ \\t]?${CALLED}`, 'g'), '');
  return storableText(markdown).trim();
}

/** Whether one of the entities calls this bot: a mention, or a command that is not another bot's. */
export function callsBot(text: string, entities: readonly Entity[], bot: Addressee): boolean {
  return entities.some((entity) => {
    if (entity.type !== 'bot_command') return isMention(text, entity, bot);
    const [, to] = wordsOf(text, entity).split('@');
    return to === undefined || isName(to, bot);
  });
}

/** Whether the text begins with a command to another bot. */
export function callsOther(text: string, entities: readonly Entity[], bot: Addressee): boolean {
  const command = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  const [, to] = command ? wordsOf(text, command).split('@') : [];
  return to !== undefined && !isName(to, bot);
}

const wordsOf = (text: string, { offset, length }: Entity): string => text.slice(offset, offset + length);

const isName = (name: string, { username }: Addressee): boolean => name.toLowerCase() === username?.toLowerCase();

function isMention(text: string, entity: Entity, bot: Addressee): boolean {
  if (entity.type === 'text_mention') return entity.user?.id === bot.botId;
  return entity.type === 'mention' && isName(wordsOf(text, entity).slice(1), bot);
}

type Reading = { readonly text: string; readonly bot: Addressee; readonly isMarked: boolean };

/** The text from `start` to `end`; of the entities those that lie in it, the outer before the inner. */
function between(reading: Reading, start: number, end: number, entities: readonly Entity[]): string {
  let markdown = '';
  let at = start;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index] as Entity;
    const close = entity.offset + entity.length;
    index += 1;
    if (entity.offset < at || close > end || entity.length === 0) continue;
    const inner: Entity[] = [];
    for (let next = entities[index]; next && next.offset < close; next = entities[index]) {
      inner.push(next);
      index += 1;
    }
    markdown += escaped(reading.text.slice(at, entity.offset)) + marked(reading, entity, inner);
    at = close;
  }
  return markdown + escaped(reading.text.slice(at, end));
}

function marked(reading: Reading, entity: Entity, inner: readonly Entity[]): string {
  const raw = wordsOf(reading.text, entity);
  if (isMention(reading.text, entity, reading.bot)) return CALLED;
  const content = (): string => between(reading, entity.offset, entity.offset + entity.length, inner);
  switch (entity.type) {
    case 'bold':
      return around('**', content());
    case 'italic':
      return around('*', content());
    case 'strikethrough':
      return around('~~', content());
    case 'code':
      return codeSpan(raw);
    case 'pre':
      return fence(raw, entity.language ?? '', reading.text[entity.offset - 1]);
    case 'blockquote':
    case 'expandable_blockquote':
      return `${lineBefore(reading.text, entity.offset)}${content().replaceAll(/^/gm, '> ')}\n`;
    case 'text_link':
      return linked(content(), entity.url ?? '');
    case 'bot_command':
      return raw.replace(/@.*$/, '');
    // Addresses and names are what they are.
    case 'url':
    case 'email':
    case 'mention':
      return raw;
    default:
      return content();
  }
}

/** Marks stand at words, not at blanks, and never over the end of a paragraph. */
const around = (mark: string, text: string): string =>
  text
    .split(/(\n\s*\n)/)
    .map((piece) => piece.replace(/^(\s*)([\s\S]*\S)(\s*)$/, `$1${mark}$2${mark}$3`))
    .join('');

function linked(text: string, url: string): string {
  const address = URL.canParse(url) ? new URL(url).href : '';
  if (address === '' || text.trim() === '') return text;
  return `[${text.replaceAll('\n', ' ')}](${/[()]/.test(address) ? `<${address}>` : address})`;
}

function codeSpan(code: string): string {
  const mark = '`'.repeat(longestRun(code) + 1);
  const space = /^`|`$/.test(code) ? ' ' : '';
  return `${mark}${space}${code}${space}${mark}`;
}

function fence(code: string, language: string, before: string | undefined): string {
  const mark = '`'.repeat(Math.max(3, longestRun(code) + 1));
  const start = before === undefined || before === '\n' ? '' : '\n';
  return `${start}${mark}${language.replaceAll(/[\s`]/g, '')}\n${code.replace(/\n$/, '')}\n${mark}\n`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);

const lineBefore = (text: string, offset: number): string => (offset === 0 || text[offset - 1] === '\n' ? '' : '\n');

/** Text in which nothing is read as a mark that was none; left as it was typed wherever that reads the same. */
const escaped = (text: string): string =>
  text
    .replaceAll(CALLED, '')
    .replaceAll(/`|\](?=\()|\\(?=[!-/:-@[-`{-~])/g, '\\$&')
    .replaceAll(/(?<=\S)\*+|\*+(?=\S)|(?<![\p{L}\p{N}])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}])|~~+/gu, (run) =>
      run.replaceAll(/./g, '\\$&'),
    );
