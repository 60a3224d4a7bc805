import { expect } from 'vitest';
import type { AtWork } from './inbox-stories.ts';
import { eventually } from './widget-stories.ts';

/** A conversation on somebody's screen, by what is written there. */
export async function deskOf(at: AtWork, conversationId: string) {
  const { page } = at;
  await at.open(`conversations/${conversationId}`);
  const messages = page.getByRole('region', { name: 'Messages' });
  const reply = page.getByRole('textbox', { name: 'Your reply' });
  await messages.waitFor();
  return {
    ...at,
    messages,
    reply,
    note: page.getByRole('textbox', { name: 'Internal note' }),
    details: page.getByRole('complementary', { name: 'Details' }),
    /** The words that say who has it and how far it has come. */
    status: (words: string) => page.locator('header').getByText(words, { exact: true }),
    said: (words: string) => messages.getByText(words, { exact: true }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    /** Opens the menu of a chip or of the header, and chooses. */
    async choose(opener: RegExp | string, item: string, role: 'menuitem' | 'menuitemradio' = 'menuitem') {
      await page.locator('header').getByRole('button', { name: opener }).click();
      await page.getByRole(role, { name: item }).click();
    },
    async says(words: string) {
      await reply.fill(words);
      await page.keyboard.press('Control+Enter');
    },
    /** Nothing was complained of, and nothing waits to be read. */
    async hasNoComplaint() {
      await eventually(() => page.getByRole('alert').count()).toBe(0);
      expect(at.complaints).toEqual([]);
    },
  };
}

export type Desk = Awaited<ReturnType<typeof deskOf>>;
