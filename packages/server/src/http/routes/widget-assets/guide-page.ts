import type { Token } from 'markdown-it';
import { type Html, html, trusted } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import type { Guide } from './guides.ts';

const LINKS = [
  { href: '#guides', text: 'All guides' },
  { href: '/check-embed', text: 'Check a site' },
  { href: '/docs', text: 'API' },
  { href: '/sign-in', text: 'Sign in' },
];

export type GuidePageInput = {
  readonly name: string;
  readonly markdown: string;
  /** All that there are, for the list and for the words of links. */
  readonly guides: readonly Guide[];
};

/**
 * A page of docs/guide: headings have the ids that links name, and pages beside it are at `/docs/guide/<name>`. What lies
 * elsewhere in the repository is not served, and named without a link.
 */
export async function guidePage({ name, markdown, guides }: GuidePageInput): Promise<Page> {
  const { default: createMarkdown } = await import('markdown-it');
  const rules = createMarkdown({ html: false });
  const tokens = rules.parse(markdown, {});
  addIds(tokens);
  for (const token of tokens) {
    if (token.children) leadLinks(token.children, guides);
    // Where it is wider than its window it scrolls, by keys too.
    if (token.type === 'table_open') token.attrSet('tabindex', '0');
  }
  // The frame shows the title.
  const [open, heading] = tokens;
  const isTitled = open?.type === 'heading_open' && open.tag === 'h1';
  const text = rules.renderer.render(isTitled ? tokens.slice(3) : tokens, rules.options, {});
  const title = isTitled ? (heading?.content ?? '').replaceAll('`', '') : 'Guide';
  const anchor = isTitled ? html`<span id="${String(open.attrGet('id'))}"></span>` : null;
  return {
    title,
    isWide: true,
    links: LINKS,
    body: html`${anchor}<div class="guide">${trusted(text)}</div>${listOf(guides, name)}`,
  };
}

const listOf = (guides: readonly Guide[], shown: string): Html => html`<section id="guides"><h2>All guides</h2>
<ul class="guides">${guides.map(({ name, title }) =>
  name === shown
    ? html`<li><a href="/docs/guide/${name}" aria-current="page">${title}</a></li>`
    : html`<li><a href="/docs/guide/${name}">${title}</a></li>`,
)}</ul></section>`;

function addIds(tokens: readonly Token[]): void {
  const used = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const id = idOf(tokens[at + 1]?.content ?? '');
    const before = used.get(id) ?? 0;
    used.set(id, before + 1);
    token.attrSet('id', before ? `${id}-${before}` : id);
  }
}

/** As the viewers of repositories make them: `Commands and events` is `commands-and-events`. */
const idOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

function leadLinks(tokens: readonly Token[], guides: readonly Guide[]): void {
  const open: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'link_open') {
      const address = addressOf(String(token.attrGet('href') ?? ''));
      if (address) {
        token.attrSet('href', address);
        nameTarget(tokens, at + 1, { address, guides });
      } else token.hidden = true;
      open.push(token);
    } else if (token.type === 'link_close') {
      token.hidden = open.pop()?.hidden ?? false;
    }
  }
}

type Target = { readonly address: string; readonly guides: readonly Guide[] };

/** In a repository one reads names of files, as in «see running»; who comes here by a link reads titles. */
function nameTarget(tokens: readonly Token[], at: number, { address, guides }: Target): void {
  const target = guides.find(({ name }) => address.replace(/#.*/, '') === `/docs/guide/${name}`);
  const [before, text] = [tokens[at - 2]?.content ?? '', tokens[at]];
  if (!target || text?.type !== 'text' || text.content.replace(/\.md$/, '') !== target.name) return;
  // Such a name may also be a word of the sentence: «kept by identity».
  if (text.content !== target.name || /(\bsee|:)\s*$/.test(before)) text.content = target.title;
}

/** Where a link of a guide leads on the server; null for what the server does not have. */
function addressOf(link: string): string | null {
  if (link.startsWith('#') || /^https?:/.test(link)) return link;
  const [, name, part = ''] = /^([a-z-]+)\.md(#.*)?$/.exec(link) ?? [];
  return name ? `/docs/guide/${name}${part}` : null;
}
