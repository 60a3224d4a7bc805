import type { Draft, Evidence } from '../../domain/turn/turn-context.ts';

export type ParsedReply =
  | { readonly text: string; readonly kind: Draft['kind']; readonly evidence: readonly Evidence[] }
  /** The model wrote no trailer, or one that cannot be read: nothing is known of what the text rests on. */
  | { readonly text: string; readonly kind: null };

/** The tag that opens the trailer, as it may come: models vary its case and add blanks. */
export const OPENING_TAG = /<\s*evidence\s*>/i;
const CLOSING = /<\s*\/\s*evidence\s*>/gi;

/** The trailer that says on what a draft rests: one line, read back by `parseTrailer`. */
export function renderTrailer(draft: Pick<Draft, 'kind' | 'evidence'>): string {
  const json = JSON.stringify({ kind: draft.kind, claims: draft.evidence.map(claimOf) });
  // A quote may hold the closing tag itself.
  return `<evidence>${json.replaceAll('<', '\\u003c')}</evidence>`;
}

/** Parts a model's whole output into what the visitor reads and what it says to rest on. Never throws. */
export function parseTrailer(output: string): ParsedReply {
  const opening = OPENING_TAG.exec(output);
  if (opening === null) return { text: output.trim(), kind: null };
  const text = textBeforeTrailer(output, opening.index).trimStart();
  const body = output.slice(opening.index + opening[0].length);
  const end = [...body.matchAll(CLOSING)].at(-1)?.index ?? body.length;
  const trailer = readTrailer(body.slice(0, end));
  if (trailer === null) return { text, kind: null };
  const evidence = trailer.claims.map(evidenceOf).filter((item) => item !== null);
  return { text, kind: trailer.kind, evidence };
}

/** The text before a trailer that begins at `index`, without the code fence that a model may have opened for it. */
export function textBeforeTrailer(output: string, index: number): string {
  const fence = fenceBefore(output, index);
  return output.slice(0, fence.end - fence.start >= 3 ? fence.start : index).trimEnd();
}

/**
 * The run of fence characters that opens a code block right before `index`, a language and blanks between; empty when
 * there is none. Walks back by hand: a regular expression takes quadratic time over long runs of backticks.
 */
export function fenceBefore(text: string, index: number): { readonly start: number; readonly end: number } {
  const word = skipBack(text, skipBack(text, index, /\s/), /\w/);
  const end = skipBack(text, word, /[ \t]/);
  return { start: skipBack(text, end, /[`~]/), end };
}

/** Where the run of `characters` (a class of single ones) that ends at `end` begins. */
export function skipBack(text: string, end: number, characters: RegExp): number {
  let index = end;
  while (index > 0 && characters.test(text.charAt(index - 1))) index -= 1;
  return index;
}

function claimOf(evidence: Evidence): object {
  switch (evidence.type) {
    case 'passage':
      return { passage: evidence.passage + 1, quote: evidence.quote };
    case 'metadata':
      return { metadata: evidence.key };
    case 'tool':
      return { tool: evidence.callId };
    case 'setting':
      return { setting: evidence.name };
    case 'message':
      return { message: evidence.ord };
  }
}

type Trailer = { readonly kind: Draft['kind']; readonly claims: readonly unknown[] };

function readTrailer(body: string): Trailer | null {
  // Raw line breaks inside strings are the commonest fault; outside of strings they mean nothing anyway.
  const line = body.replace(/\p{Cc}/gu, ' ');
  const parsed = parseJson(line.slice(line.indexOf('{'), line.lastIndexOf('}') + 1));
  const whole = isRecord(parsed) ? parsed : salvage(line);
  const kind = kindOf(whole.kind);
  return kind === null ? null : { kind, claims: Array.isArray(whole.claims) ? whole.claims : [] };
}

/** A trailer that was cut off or is malformed still has whole claims in it: each is a flat object. */
function salvage(line: string): { readonly [key: string]: unknown } {
  const kind = /"kind"\s*:\s*"(\w+)"/.exec(line)?.[1];
  const claims = [...line.matchAll(/\{[^{}]*\}/g)].map(([claim]) => parseJson(claim));
  return { kind, claims };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(value: unknown): Draft['kind'] | null {
  return value === 'answer' || value === 'smalltalk' || value === 'unknown' || value === 'handoff' ? value : null;
}

function evidenceOf(claim: unknown): Evidence | null {
  if (!isRecord(claim)) return null;
  const passage = integerOf(claim.passage);
  if (passage !== null) {
    return typeof claim.quote === 'string' ? { type: 'passage', passage: passage - 1, quote: claim.quote } : null;
  }
  const ord = integerOf(claim.message);
  if (ord !== null) return { type: 'message', ord };
  if (typeof claim.metadata === 'string') return { type: 'metadata', key: claim.metadata };
  if (typeof claim.setting === 'string') return { type: 'setting', name: claim.setting };
  if (typeof claim.tool === 'string') return { type: 'tool', callId: claim.tool };
  return null;
}

function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
