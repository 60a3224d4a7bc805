import type { Page } from 'playwright-core';
import { visitorWidget } from '../../packages/server/test/support/visitor-widget.ts';
import { FIRST_WORD } from './scripted-model.ts';

/** Opens the widget of a page and waits until one can write. */
export async function openWidget(page: Page): Promise<void> {
  const widget = visitorWidget(page);
  await widget.launcher.click();
  await widget.input.waitFor();
}

/** Says something and waits for the reply. */
export async function say(page: Page, text: string): Promise<void> {
  const widget = visitorWidget(page);
  await widget.input.fill(text);
  await widget.input.press('Enter');
  await widget.log.getByText(FIRST_WORD, { exact: false }).last().waitFor();
}
