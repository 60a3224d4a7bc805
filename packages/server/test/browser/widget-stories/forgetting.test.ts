import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeStory, eventually, type Visit, widgetStories } from '../../support/widget-stories.ts';
import { calls } from './calling-page.ts';

const stories = widgetStories();
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** All that the browser keeps of this page. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

/** Agrees, tells a name, says something, and leaves a draft with a file. */
async function leaveTraces({ page, widget }: Visit): Promise<void> {
  await widget.launcher.click();
  await widget.button('agree').click();
  await page.getByLabel(/^Name/).fill('Ann Heron');
  await page.getByLabel(/^E-mail/).fill('heron@example.com');
  await widget.button('prechatButton').click();
  await widget.says('My secret is a heron');
  await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
  await widget.attaches({ name: 'heron.pdf', mimeType: 'application/pdf', buffer: PDF });
  await widget.input.fill('A heron and');
}

describeStory('who comes after another visitor', { timeout: 60_000 }, () => {
  it.each(['reset', 'forget'] as const)('finds nothing of them: %s', async (how) => {
    await stories.configure({ consent_text: 'We keep what you write.', prechat_active: true });
    const visit = await stories.visit();
    const { page, widget } = visit;
    await leaveTraces(visit);
    expect(await kept(page)).toMatch(/heron/i);
    if (how === 'reset') await calls(page, 'reset');
    else {
      await widget.chooses('forget');
      await widget.button('forgetYes').click();
      await page.getByText('All that you have written here has been erased.').first().waitFor();
      await widget.button('back').click();
    }
    // Another visitor is asked all of it anew.
    await widget.button('agree').waitFor();
    expect(await kept(page)).not.toMatch(/heron/i);
    await widget.button('agree').click();
    await page.getByLabel(/^Name/).waitFor();
    expect(await page.getByLabel(/^Name/).inputValue()).toBe('');
    expect(await page.getByLabel(/^E-mail/).inputValue()).toBe('');
    await page.getByLabel(/^Name/).fill('Bea');
    await page.getByLabel(/^E-mail/).fill('bea@example.com');
    await widget.button('prechatButton').click();
    await widget.input.waitFor();
    expect(await widget.input.inputValue()).toBe('');
    expect(await widget.window.textContent()).not.toMatch(/heron/i);
    expect(await kept(page)).not.toMatch(/heron/i);
    await widget.says('Hello from Bea');
    const said = async () => (await stories.log()).filter(({ type }) => type === 'message.received').length;
    await eventually(said).toBe(how === 'reset' ? 2 : 1);
    await stories.configure({ consent_text: '', prechat_active: false });
  });

  it('finds no open list of their conversations', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('My secret is a heron');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.sent');
    await widget.chooses('conversations');
    await page.getByRole('button', { name: /heron/ }).waitFor();
    await calls(page, 'reset');
    await widget.input.waitFor();
    expect(await widget.window.textContent()).not.toContain('heron');
    expect((await stories.log()).filter(({ type }) => type === 'message.received')).toHaveLength(1);
  });
});

describeStory('what a visitor tells of themselves', { timeout: 60_000 }, () => {
  it('has the length that is taken, and says nothing to the page where it has not', async () => {
    await stories.configure({ prechat_active: true });
    const { page, widget, complaints } = await stories.visit();
    await widget.launcher.click();
    const name = page.getByRole('textbox', { name: /^Name/ });
    await widget.button('prechatButton').click();
    await page.getByText('Please fill this in.').first().waitFor();
    // What is wrong describes the field, and is not part of its name.
    expect(await page.getByRole('textbox', { name: /Please/ }).count()).toBe(0);
    const folder = process.env.PARLEY_TEST_SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/prechat-wrong.png` });
    await name.pressSequentially('N'.repeat(205));
    expect((await name.inputValue()).length).toBe(200);
    const mail = page.getByRole('textbox', { name: /^E-mail/ });
    await mail.fill(`${'m'.repeat(300)}@example.com`);
    await widget.button('prechatButton').click();
    await widget.says('Here I am');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
    expect(complaints).toEqual([]);
    await stories.configure({ prechat_active: false });
  });
});

/** Begins to send a file that never arrives; `event` comes when it is called off. */
async function sendsWithoutEnd({ page, widget }: Pick<Visit, 'page' | 'widget'>) {
  const isFile = (request: { url(): string }): boolean => request.url().endsWith('/widget/files');
  await widget.open();
  await page.route('**/widget/files', () => undefined);
  const begun = page.waitForRequest(isFile);
  // In an object: awaiting this function must not wait for it.
  const event = page.waitForEvent('requestfailed', isFile);
  await page.locator('input[type=file]').setInputFiles({ name: 'slow.pdf', mimeType: 'application/pdf', buffer: PDF });
  await begun;
  return { event };
}

describeStory('a file on its way', { timeout: 60_000 }, () => {
  it('is called off when it is taken out, and not sent with what comes next', async () => {
    const { page, widget } = await stories.visit();
    const failed = await sendsWithoutEnd({ page, widget });
    await page.getByRole('button', { name: 'Remove slow.pdf' }).click();
    await failed.event;
    expect(await widget.window.getByRole('alert').count()).toBe(0);
    await widget.says('Without it');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
  });

  it('is called off when its visitor is forgotten, and is not of the next', async () => {
    const { page, widget } = await stories.visit();
    const failed = await sendsWithoutEnd({ page, widget });
    await page.getByRole('button', { name: 'Remove slow.pdf' }).waitFor();
    await calls(page, 'reset');
    await failed.event;
    await page.getByRole('button', { name: 'Remove slow.pdf' }).waitFor({ state: 'detached' });
    await widget.says('Hello from Bea');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
  });
});
