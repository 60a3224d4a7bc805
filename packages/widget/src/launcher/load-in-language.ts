import type { WidgetConfig } from '@parley/protocol/api';
import type { WidgetInput } from '../loader/widget.ts';
import { wishedLanguage } from './language-wishes.ts';
import { type ConfigRefusal, loadConfig } from './load-config.ts';
import { chooseLanguage, LANGUAGES, type LauncherWords, launcherWords } from './words.ts';

/** What the agent shows, and the one language in which all of it is. */
export type Shown = {
  readonly config: WidgetConfig;
  /** Two letters. */
  readonly language: string;
  /** The same as a BCP 47 tag, with its region: the agent may have words for that. */
  readonly locale: string;
  readonly words: LauncherWords;
};

/**
 * Asks for what the agent shows, in the language that the visitor wants; where there are no words for any, in the agent's
 * own, which the server takes where none is named. Never rejects.
 */
export async function loadInLanguage(
  { host, nonce, scenarioId, looks, mode, modules }: WidgetInput,
  ask: typeof fetch,
): Promise<{ readonly found: Shown } | ConfigRefusal> {
  const wish = wishedLanguage(looks, mode);
  const spoken = (language: string): Promise<LauncherWords> =>
    launcherWords(language, (name) => modules.prefetchNamed(host, nonce, name));
  const [answer, words] = await Promise.all([
    loadConfig({ host, scenarioId, language: wish, fetch: ask }),
    wish ? spoken(chooseLanguage([wish], LANGUAGES)) : null,
  ]);
  if (!('config' in answer)) return answer;
  const { config } = answer;
  const language = chooseLanguage([wish, config.agent.language], LANGUAGES);
  const locale = wish ?? config.agent.language;
  return { found: { config, language, locale, words: words ?? (await spoken(language)) } };
}
