import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { operatorAt } from '../../support/operator.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';

/** Longer than the window. Figures would be facts, and an answer without a source has none. */
const LONG = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Line ${letter} of the answer.`).join('\n\n');
const model = scriptedModel(({ questions }) =>
  questions.some(({ content }) => content.includes('everything')) ? LONG : 'Good to know.',
);
const stories = widgetStories({ model });

/** The name of what has the keyboard: "page" where it has fallen out of the widget. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement;
    if (!element) return 'page';
    return (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  });

const log = async () => (await stories.log()).map(({ type }) => type);
const visitorSaid = async () =>
  (await wholeLogs(stories.app.current.database)).flatMap(({ messages }) =>
    messages.filter(({ author }) => author === 'visitor').map(({ content }) => content),
  );
const INPUT = 'Your message';

describeStory('the keyboard', { timeout: 90_000 }, () => {
  it('goes on after what is asked first, and after a suggestion', async () => {
    await stories.configure({
      consent_text: 'We keep what you write.',
      prechat_active: true,
      conversation_starters: ['What do you sell?'],
    });
    const { page, widget } = await stories.visit();
    await widget.launcher.click();
    await widget.button('agree').press('Enter');
    await eventually(() => focused(page)).toBe('');
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toBe('INPUT');
    await page.getByLabel(/^Name/).fill('Ann');
    await page.getByLabel(/^E-mail/).fill('ann@example.com');
    await widget.button('prechatButton').press('Enter');
    await eventually(() => focused(page)).toBe(INPUT);
    await page.getByRole('button', { name: 'What do you sell?' }).press('Enter');
    await widget.said('Good to know.').waitFor();
    await eventually(() => focused(page)).toBe(INPUT);
    await eventually(visitorSaid).toEqual(['What do you sell?']);
    await stories.configure({ consent_text: '', prechat_active: false, conversation_starters: [] });
  });

  it('goes on after a message, a thumb with its comment, a file that is taken out, and a way to the end', async () => {
    await stories.configure({ attachments_active: true });
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.input.fill('Tell me everything');
    await widget.button('send').press('Enter');
    await widget.said('Line Z of the answer.').waitFor();
    await eventually(() => focused(page)).toBe(INPUT);
    await widget.button('toEnd').press('Enter');
    await widget.button('toEnd').waitFor({ state: 'detached' });
    await eventually(() => focused(page)).toBe(INPUT);
    await widget.button('helpful').press('Enter');
    await page.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('All of it');
    await widget.button('sendComment').press('Enter');
    await eventually(() => focused(page)).toBe(INPUT);
    await widget.attaches({ name: 'pen.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await page.getByRole('button', { name: 'Remove pen.pdf' }).press('Enter');
    await eventually(() => focused(page)).toBe(INPUT);
    await eventually(log).toContain('message.rated');
  });

  it('goes on after a person was asked for, past conversations, and a new one', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('The first');
    await widget.said('Good to know.').waitFor();
    await widget.button('talkToPerson').press('Enter');
    await widget.button('personYes').press('Enter');
    await widget.button('talkToPerson').waitFor({ state: 'detached' });
    await eventually(() => focused(page)).toBe(INPUT);
    const choose = async (name: string) => {
      await widget.button('menu').press('Enter');
      await page.getByRole('menuitem', { name }).press('Enter');
    };
    await choose('New conversation');
    await eventually(() => focused(page)).toBe(INPUT);
    await widget.says('The second');
    await eventually(visitorSaid).toEqual(expect.arrayContaining(['The second']));
    await choose('Past conversations');
    await eventually(() => focused(page)).toBe('Past conversations');
    await widget.button('back').press('Enter');
    await eventually(() => focused(page)).toBe(INPUT);
    await choose('Past conversations');
    await page.getByRole('button', { name: /The first/ }).press('Enter');
    await eventually(() => focused(page)).toBe(INPUT);
    expect((await visitorSaid()).toSorted()).toEqual(['The first', 'The second']);
  });

  it('stays with the page where the visitor has it', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('Hello');
    await widget.said('Good to know.').waitFor();
    await widget.button('talkToPerson').focus();
    await page.getByRole('link', { name: 'To the end' }).focus();
    const [{ conversation_id: id = '' } = {}] = await stories.log();
    const june = await operatorAt(stories.app.current.parley, id);
    await june.takesOver();
    await widget.button('talkToPerson').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To the end');
    expect(await focused(page)).toBe('page');
    expect(await log()).toContain('conversation.updated');
  });

  it('finds the window where it was when a question covers a long conversation', async () => {
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', {
      body: { conv_rating_active: true, conv_rating_popup_active: true },
    });
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('Tell me everything');
    await widget.said('Line Z of the answer.').waitFor();
    const top = () =>
      widget.window.evaluate((window) => {
        const [box, header] = [window, window.querySelector('.header')].map(
          (part) => part?.getBoundingClientRect().top,
        );
        return Math.round((header ?? 0) - (box ?? 0));
      });
    const before = await top();
    await widget.chooses('rate');
    await page.getByRole('dialog', { name: 'Rate this conversation' }).waitFor();
    expect(await top()).toBe(before);
    await page.keyboard.press('Escape');
    expect(await top()).toBe(before);
    expect(await visitorSaid()).toEqual(['Tell me everything']);
  });
});
