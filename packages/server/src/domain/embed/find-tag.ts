import type { EmbeddingPage, PageScript } from './read-page.ts';

/** The tag that loads the widget. */
export type FoundTag = {
  readonly script: PageScript;
  readonly url: string;
  /** Whether it loads from this installation. */
  readonly isOurs: boolean;
  /** Whether it loads the file that never changes. */
  readonly isPinned: boolean;
};

/** What pages call, under both names. */
export const HAND_MADE = ['parley(', '_quickchat('];

const STABLE = /\/widget\.js$/;
const PINNED = /\/widget\/loader-[\w.-]+\.js$/;
/** Where the widget comes from that sites move away from. */
const ELSEWHERE = /(^|\.)quickchat\.ai$/;

type Place = { readonly page: EmbeddingPage; readonly address: string; readonly host: string };

/** The tag of a page that loads the widget, ours before one that leads elsewhere, and that runs; null without any. */
export function findTag({ page, address, host }: Place): FoundTag | null {
  const base = page.base !== null && URL.canParse(page.base, address) ? new URL(page.base, address).href : address;
  const found = page.scripts.flatMap((script): FoundTag[] => {
    if (script.src === null || !URL.canParse(script.src, base)) return [];
    const url = new URL(script.src, base);
    const isPinned = PINNED.test(url.pathname);
    const isWidget = isPinned || STABLE.test(url.pathname) || ELSEWHERE.test(url.hostname);
    if (!isWidget) return [];
    return [
      {
        script,
        url: url.href,
        isOurs: url.href.startsWith(`${new URL(host).href.replace(/\/$/, '')}/widget`),
        isPinned,
      },
    ];
  });
  const ours = found.filter(({ isOurs }) => isOurs);
  return ours.find(({ script }) => script.keptBy === null) ?? ours[0] ?? found[0] ?? null;
}

/** The name of a pinned script in its address, below where we answer: `/widget/loader-….js`. */
export const pinnedPath = ({ url, isOurs }: FoundTag): string | null =>
  isOurs ? (PINNED.exec(new URL(url).pathname)?.[0] ?? null) : null;

const INIT = /\b(parley|_quickchat)\s*\(\s*["'`]init["'`]\s*,\s*["'`]([a-z0-9]{10})["'`]/;

/** The call that names the agent in a script of the page itself, one that runs first; null when there is none. */
export function findInit(
  page: EmbeddingPage,
): { readonly name: string; readonly scenarioId: string; readonly script: PageScript } | null {
  const found = page.scripts.flatMap((script) => {
    const [, name, scenarioId] = INIT.exec(script.text) ?? [];
    return name !== undefined && scenarioId !== undefined && script.src === null ? [{ name, scenarioId, script }] : [];
  });
  return found.find(({ script }) => script.keptBy === null) ?? found[0] ?? null;
}
