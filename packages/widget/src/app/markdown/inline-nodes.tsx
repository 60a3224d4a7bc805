import { decodeReferences, safeLink } from '@parley/protocol';
import type { ComponentChildren } from 'preact';

/** How deep marks may stand in each other, and how far a link may reach: nobody writes more, and the time stays linear. */
const MAX_DEPTH = 12;
const MAX_LABEL = 1_000;

/** Where something that may open a mark is: what is between such places is text. */
const SIGNS = /[\\`*_~[!<\n]|https?:\/\//g;
const ESCAPED = /[!-/:-@[-`{-~]/;

type Found = { readonly node: ComponentChildren; readonly end: number };
type Place = { readonly depth: number; readonly opensTab: string };

/** Emphasis, code, links and line breaks of one block as nodes. */
export function inlineNodes(text: string, place: Place): ComponentChildren[] {
  if (place.depth > MAX_DEPTH) return [text];
  const nodes: ComponentChildren[] = [];
  const hopeless = new Set<string>();
  let from = 0;
  SIGNS.lastIndex = 0;
  let sign = SIGNS.exec(text);
  while (sign) {
    const at = sign.index;
    const found = mark({ text, at, hopeless }, place);
    if (found) {
      if (at > from) nodes.push(decodeReferences(text.slice(from, at)));
      nodes.push(found.node);
      from = found.end;
    }
    SIGNS.lastIndex = Math.max(found?.end ?? 0, at + runLength(text, at));
    sign = SIGNS.exec(text);
  }
  if (from < text.length) nodes.push(decodeReferences(text.slice(from)));
  return nodes;
}

type Spot = {
  readonly text: string;
  readonly at: number;
  /** Marks that nothing closes from here to the end of the text: they are not looked for again. */
  readonly hopeless: Set<string>;
};

function mark(spot: Spot, place: Place): Found | null {
  const { text, at } = spot;
  switch (text[at]) {
    case '\n':
      return { node: <br />, end: at + 1 };
    case '\\':
      return ESCAPED.test(text[at + 1] ?? '') ? { node: text[at + 1], end: at + 2 } : null;
    case '`':
      return code(spot);
    case '!':
      return text[at + 1] === '[' ? link({ ...spot, at: at + 1 }, place) : null;
    case '[':
      return link(spot, place);
    case '<':
      return address(text, at, /<((?:https?:|mailto:|tel:)[^\s<>]{1,2000})>/y, place);
    case 'h':
      return address(text, at, /(https?:\/\/[^\s<>]{0,1999}[^\s<>.,:;!?'"*_~)\]])/y, place);
    default:
      return emphasis(spot, place);
  }
}

function code({ text, at, hopeless }: Spot): Found | null {
  const ticks = text.slice(at, at + runLength(text, at));
  if (hopeless.has(ticks)) return null;
  for (let end = text.indexOf(ticks, at + ticks.length); end !== -1; end = text.indexOf(ticks, end)) {
    const length = runLength(text, end);
    if (length === ticks.length) {
      const inner = text.slice(at + length, end).replaceAll('\n', ' ');
      return { node: <code dir="ltr">{inner.replace(/^ (.*\S.*) $/, '$1')}</code>, end: end + length };
    }
    end += length;
  }
  hopeless.add(ticks);
  return null;
}

const TAGS = { '**': 'strong', __: 'strong', '*': 'em', _: 'em', '~~': 's' } as const;

function emphasis({ text, at, hopeless }: Spot, place: Place): Found | null {
  const sign = text[at] ?? '';
  const wanted = text[at + 1] === sign ? sign + sign : sign;
  if (!isTag(wanted) || hopeless.has(wanted) || /^(\s|$)/.test(text.slice(at + wanted.length, at + wanted.length + 1)))
    return null;
  const isWord = sign === '_';
  if (isWord && isLetter(text[at - 1])) return null;
  const begin = at + wanted.length;
  for (let end = text.indexOf(wanted, begin + 1); end !== -1; end = text.indexOf(wanted, end + 1)) {
    const after = text[end + wanted.length];
    // The last of several signs closes, so that what stands inside can close first.
    if (after === sign || /\s/.test(text[end - 1] ?? ' ') || text[end - 1] === '\\' || (isWord && isLetter(after)))
      continue;
    if (wanted.length === 1 && text[end - 1] === sign && text[end - 2] !== sign) continue;
    const Tag = TAGS[wanted];
    const inner = inlineNodes(text.slice(begin, end), { ...place, depth: place.depth + 1 });
    return { node: <Tag>{inner}</Tag>, end: end + wanted.length };
  }
  hopeless.add(wanted);
  return null;
}

const isTag = (sign: string): sign is keyof typeof TAGS => Object.hasOwn(TAGS, sign);
const isLetter = (sign: string | undefined): boolean => /[\p{L}\p{N}]/u.test(sign ?? '');

/** `[label](address "title")`, and the same with `!` before it: a picture is a link to it, as it may be anything. */
function link({ text, at, hopeless }: Spot, place: Place): Found | null {
  if (hopeless.has('](')) return null;
  if (text.indexOf('](', at) === -1) {
    hopeless.add('](');
    return null;
  }
  const close = closingBracket(text, at);
  if (close === -1 || text[close + 1] !== '(') return null;
  const target =
    /\(\s*(?:<([^<>\n]{0,2000})>|((?:[^\s()]|\([^\s()]*\)){0,2000}))(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))?\s*\)/y;
  target.lastIndex = close + 1;
  const match = target.exec(text);
  if (!match) return null;
  const label = inlineNodes(text.slice(at + 1, close), { ...place, depth: place.depth + 1 });
  return { node: anchor(match[1] ?? match[2] ?? '', label, place), end: target.lastIndex };
}

function closingBracket(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < Math.min(text.length, at + MAX_LABEL); index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '[') depth += 1;
    else if (text[index] === ']' && --depth === 0) return index;
  }
  return -1;
}

function address(text: string, at: number, pattern: RegExp, place: Place): Found | null {
  if (/[\p{L}\p{N}]/u.test(text[at] === 'h' ? (text[at - 1] ?? '') : '')) return null;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match?.[1]
    ? { node: anchor(match[1], match[1].replace(/^(mailto|tel):/, ''), place), end: pattern.lastIndex }
    : null;
}

function anchor(target: string, children: ComponentChildren, { opensTab }: Place): ComponentChildren {
  const href = safeLink(decodeReferences(target));
  if (href === null) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      {opensTab !== '' && <span class="hidden"> ({opensTab})</span>}
    </a>
  );
}

/** How often the sign at `at` stands there in a row, for signs that mean something by their number. */
function runLength(text: string, at: number): number {
  const sign = text[at];
  let end = at + 1;
  if (sign === '`') while (text[end] === sign) end += 1;
  return end - at;
}
