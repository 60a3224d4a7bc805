import type { WidgetContext } from '../contract.ts';

/** What the script tag says. */
export type OwnScript = {
  /** Where the installation answers, without a slash at the end; null when it cannot be told. */
  readonly host: string | null;
  readonly nonce: string;
  readonly scenarioId: string | null;
  /** As they were written: `init` reads them as it reads its own. */
  readonly options: Readonly<Record<string, string>>;
  readonly isPage: boolean;
  /** Of the chat page: what the server knows already. */
  readonly known: Pick<WidgetContext, 'session' | 'entry' | 'conversation'>;
};

const OURS = /^(https?:\/\/.+)\/widget(?:\.js|\/loader-[\w.-]+\.js)(?:[?#]|$)/;

/** The tag that brought us: it says where our server is, and may say all that `init` does. */
export function readOwnScript(): OwnScript {
  const script = ownTag();
  const data = script?.dataset ?? {};
  return {
    host: OURS.exec(script?.src ?? fromStack())?.[1] ?? null,
    nonce: script?.nonce ?? '',
    scenarioId: data.scenario?.trim() || null,
    options: {
      ...(data.language ? { language: data.language } : {}),
      ...(data.theme ? { theme: data.theme } : {}),
      ...(data.container ? { container: data.container } : {}),
      ...(data.context ? { context: data.context } : {}),
      ...(data.identity ? { identity: data.identity } : {}),
      ...(data.launcher ? { launcher: data.launcher } : {}),
    },
    isPage: data.mode === 'page',
    known: {
      ...(data.session ? { session: data.session } : {}),
      ...(data.entry ? { entry: data.entry } : {}),
      ...(data.conversation ? { conversation: data.conversation } : {}),
    },
  };
}

/** Elements of the page may be named `currentScript`; and a module has none. */
function ownTag(): HTMLScriptElement | null {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement && OURS.test(currentScript.src)) return currentScript;
  return [...document.querySelectorAll<HTMLScriptElement>('script[src]')].findLast(({ src }) => OURS.test(src)) ?? null;
}

/** For pages that `import()` us: then no tag tells. */
const fromStack = (): string => /https?:\/\/[^\s()]+?\.js/.exec(new Error().stack ?? '')?.[0] ?? '';
