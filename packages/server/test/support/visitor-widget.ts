import type { Locator, Page } from 'playwright-core';
import { TEXTS, type Texts } from '../../../widget/src/texts/en.ts';

export type VisitorWidget = ReturnType<typeof visitorWidget>;

/** The widget as its visitors know it: by roles and names, through its shadow root, in English unless told. */
export function visitorWidget(page: Page, texts: Texts = TEXTS) {
  const button = (name: keyof Texts): Locator => page.getByRole('button', { name: texts[name], exact: true });
  const input = page.getByRole('textbox', { name: texts.inputLabel });
  const log = page.getByRole('log');
  return {
    /** The window that the launcher opens; the questions inside it are dialogs too. */
    window: page.locator('parley-widget [role=dialog]').first(),
    input,
    log,
    button,
    /** In each language it is named after what it does. */
    launcher: page.locator('parley-widget').getByRole('button', { name: LAUNCHER }),
    /** What is said, as it stands in the log. */
    said: (text: string | RegExp): Locator => log.getByText(text),
    sources: log.getByRole('button', { name: new RegExp(`^${texts.sources}`) }),
    /** What is asked at the end. */
    rating: page.getByRole('region', { name: texts.rateTitle }),
    async open(): Promise<void> {
      await this.launcher.click();
      await input.waitFor();
    },
    /** Opens it unless it is open still, as after a reload. */
    async openAgain(): Promise<void> {
      await this.launcher.or(input).first().waitFor();
      if (await this.launcher.isVisible()) await this.launcher.click();
      await input.waitFor();
    },
    /** Writes and sends. */
    async says(text: string): Promise<void> {
      await input.fill(text);
      await input.press('Enter');
    },
    async chooses(name: keyof Texts): Promise<void> {
      await button('menu').click();
      await page.getByRole('menuitem', { name: texts[name], exact: true }).click();
    },
    /** Asks for a person and confirms it. */
    async asksForPerson(): Promise<void> {
      await button('talkToPerson').click();
      await button('personYes').click();
    },
    async attaches(file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: texts.remove.replace('{name}', file.name) }).waitFor();
      // Sent when it is up.
      await page.getByRole('progressbar').waitFor({ state: 'detached' });
    },
    async starts(starter: string): Promise<void> {
      await page.getByRole('button', { name: starter, exact: true }).click();
    },
  };
}

const LAUNCHER = /^(Open chat|افتح المحادثة)/;
