import { domainOf } from './address.ts';
import type { Mail } from './mail.ts';

/**
 * Whether our own receiver vouches for the domain of `From` (RFC 8601): by DMARC, or by a DKIM signature of that domain or one
 * above it. Only the topmost header with the receiver's name counts, as headers are added at the top; those of
 * others are whatever the sender wrote. A mail of several authors is proven by none.
 */
export function isVouchedFor(
  { from, authors, headers }: Pick<Mail, 'from' | 'authors' | 'headers'>,
  authservId: string | null,
): boolean {
  if (authservId === null || authors !== 1 || from === null) return false;
  const domain = domainOf(from.address);
  const results = headers
    .filter(({ key }) => key === 'authentication-results')
    .map(({ value }) => resultsOf(value))
    .find(({ server }) => server === authservId);
  return (results?.methods ?? []).some(({ method, result, properties }) => {
    if (result !== 'pass') return false;
    if (method === 'dmarc') return (properties.get('header.from') ?? domain) === domain;
    const signer = properties.get('header.d') ?? domainOf(properties.get('header.i') ?? '');
    return method === 'dkim' && isAligned(signer, domain);
  });
}

function isAligned(signer: string, domain: string): boolean {
  // A domain of one label (`com`) stands above everything. One below may be anybody's, as those of hosting sites are.
  return signer === domain || (signer.includes('.') && domain.endsWith(`.${signer}`));
}

type Method = { readonly method: string; readonly result: string; readonly properties: ReadonlyMap<string, string> };

function resultsOf(header: string): { readonly server: string; readonly methods: readonly Method[] } {
  const [head = [], ...rest] = partsOf(header.toLowerCase());
  return {
    server: head[0] ?? '',
    methods: rest.map(([verdict = '', ...words]) => {
      const [method = '', result = ''] = verdict.split('=');
      return { method: method.replace(/\/\d+$/, ''), result, properties: propertiesOf(words) };
    }),
  };
}

const propertiesOf = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    words.flatMap((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [] : [[word.slice(0, at), word.slice(at + 1)] as const];
    }),
  );

/** The header in its parts between semicolons, each in words; comments are left out, quoted texts are one word. */
function partsOf(header: string): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let words: string[] = [];
  let word = '';
  let depth = 0;
  let isQuoted = false;
  const endWord = () => {
    if (word !== '') words.push(word);
    word = '';
  };
  for (let at = 0; at < header.length; at += 1) {
    const sign = header[at] ?? '';
    if (sign === '\\' && (isQuoted || depth > 0)) {
      at += 1;
      if (isQuoted) word += header[at] ?? '';
    } else if (isQuoted) {
      if (sign === '"') isQuoted = false;
      else word += sign;
    } else if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (sign === '"') isQuoted = true;
    else if (sign === ';') {
      endWord();
      parts.push(words);
      words = [];
    } else if (/\s/.test(sign)) endWord();
    else word += sign;
  }
  endWord();
  return [...parts, words];
}
