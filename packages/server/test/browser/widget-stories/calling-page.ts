import type { Page } from 'playwright-core';
import { plainPage } from '../../support/widget-stories.ts';

/** Everything that a page can hear of. */
const EVENTS = ['ready', 'open', 'close', 'message', 'reply', 'handoff', 'conversation', 'rating', 'error'] as const;

/** A page that makes calls before the script comes, `init` first, and keeps what it hears. */
export const callingPage =
  (calls = '') =>
  (host: string, scenarioId: string): string =>
    plainPage(host, scenarioId)
      .replace(` data-scenario="${scenarioId}"`, '')
      .replace(
        '</head>',
        `<script>window.heard = []; window.handlers = {};
window.parley = function () { (parley.q = parley.q || []).push(arguments); };
for (const name of ${JSON.stringify(EVENTS)}) {
  handlers[name] = (detail) => { heard.push({ name, detail: detail === undefined ? null : detail }); };
  parley('on', name, handlers[name]);
}
parley('init', '${scenarioId}'); ${calls}</script></head>`,
      );

type Calling = Window & {
  parley(...call: unknown[]): unknown;
  readonly heard: { readonly name: string; readonly detail: unknown }[];
  readonly handlers: Readonly<Record<string, unknown>>;
};

/** Makes one call of a page, as its own scripts would. */
export const calls = (page: Page, ...call: readonly unknown[]): Promise<void> =>
  page.evaluate((given) => {
    (window as unknown as Calling).parley(...given);
  }, call);

/** Takes away the page's own handler of an event. */
export const hearsNoMore = (page: Page, name: (typeof EVENTS)[number]): Promise<void> =>
  page.evaluate((event) => {
    const { parley, handlers } = window as unknown as Calling;
    parley('off', event, handlers[event]);
  }, name);

/** What the page has heard, oldest first. */
export const heard = (page: Page) => page.evaluate(() => (window as unknown as Calling).heard);
