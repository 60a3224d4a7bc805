import type { MarkdownDocument } from './document.ts';

/**
 * Takes the YAML front matter off a Markdown text. Read are scalars and lists of scalars, which is what site
 * generators write for these keys; anything else in it is passed over.
 */
export function readFrontMatter(text: string): MarkdownDocument {
  const block = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  // A text may open with a rule: only `key: value` lines make it front matter.
  if (block === null || !/^\s*[\w-]+:/.test(block[1] ?? '')) return { title: '', markdown: text };
  const values = parseValues(block[1] ?? '');
  const description = values.get('description')?.[0];
  const language = values.get('language')?.[0] ?? values.get('lang')?.[0];
  return {
    title: values.get('title')?.[0] ?? '',
    markdown: text.slice(block[0].length),
    tags: values.get('tags') ?? [],
    ...(description === undefined ? {} : { description }),
    ...(language === undefined ? {} : { language }),
  };
}

function parseValues(yaml: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  let key = '';
  for (const line of yaml.split('\n')) {
    const pair = /^([\w-]+):(?:\s+(.*))?$/.exec(line);
    const item = /^\s*-\s+(.+)$/.exec(line);
    if (pair !== null) {
      key = (pair[1] ?? '').toLowerCase();
      values.set(key, scalars(key, pair[2] ?? ''));
    } else if (item !== null) values.get(key)?.push(unquote(item[1] ?? ''));
  }
  return values;
}

function scalars(key: string, value: string): string[] {
  const list = /^\[(.*)\]\s*$/.exec(value.trim())?.[1];
  const parts = list !== undefined ? list.split(',') : key === 'tags' ? value.split(',') : [value];
  return parts.map(unquote).filter((part) => part !== '');
}

function unquote(value: string): string {
  const trimmed = value.trim();
  return /^(["']).*\1$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed.replace(/\s+#.*$/, '');
}
