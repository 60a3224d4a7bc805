import MarkdownIt from 'markdown-it';

/** Without `text_join`, so that each token still says how it was written (`\*`, `&amp;`). */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true }).disable('text_join');

export type Token = ReturnType<typeof markdown.parse>[number];

/** Links that are defined apart from where they are used (`[label]: address`), by markdown-it's form of their label. */
export type Definitions = Readonly<Record<string, { readonly href: string; readonly title: string }>>;

/** Parses with definitions that stand elsewhere in the text. */
export function parseMarkdown(source: string, known: Definitions = {}): { tokens: Token[]; definitions: Definitions } {
  const env = { references: { ...known } };
  return { tokens: markdown.parse(source, env), definitions: env.references };
}

/** The tokens of a text that is one paragraph, whatever its lines begin with. */
export function parseInline(source: string, known: Definitions): readonly Token[] {
  return markdown.parseInline(source, { references: { ...known } })[0]?.children ?? [];
}

/** A part of a text that uses definitions from elsewhere, with them. */
export function withDefinitions(source: string, definitions: Definitions): string {
  if (Object.keys(definitions).length === 0) return source;
  const labels = new Set([...source.matchAll(/\[([^[\]]+)\]/g)].map((match) => match[1] ?? ''));
  const missing = [...labels].flatMap((label) => {
    const found = definitions[markdown.utils.normalizeReference(label)];
    return found && !source.includes(`[${label}]:`) ? [`[${label}]: <${found.href}>${titleOf(found.title)}`] : [];
  });
  return missing.length === 0 ? source : `${source}\n\n${missing.join('\n')}`;
}

/** A link's title as it stands behind the address, with its space; nothing for none. */
export const titleOf = (title: string): string =>
  title === '' ? '' : ` "${title.replaceAll(/["\\]/g, '\\$&').replaceAll('&', '&amp;')}"`;
