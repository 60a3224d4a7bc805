import { expect, it } from 'vitest';
import { listAudit } from '../../support/audit.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { PASSWORD } from '../../support/person.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const stories = inboxStories();

describeStory('the frame of the inbox', { timeout: 60_000 }, () => {
  it('asks strangers to sign in and takes them to the screen that they wanted', async () => {
    const { page, context, email, workspaceId, complaints } = await stories.colleague();
    await context.clearCookies();
    await page.goto(`${stories.host}/inbox/${workspaceId}/conversations`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Parts of the inbox' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/inbox/${workspaceId}/conversations`);
    expect((await listAudit(stories.app.current.parley)).at(-1)).toMatchObject({ action: 'session.sign_in' });
    await shoot(page, 'inbox-frame');
    expect(complaints).toEqual([]);
  });

  it('lists what keys do, goes anywhere by keys alone, and speaks four languages', async () => {
    const { page, open, complaints } = await stories.colleague();
    await open('conversations');
    await page.getByRole('navigation', { name: 'Parts of the inbox' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Go anywhere').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search for a place or a command' }).fill('conversations');
    await page.getByRole('option', { name: 'Go to Conversations' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const [language, name] of [
      ['Deutsch', 'Bereiche'],
      ['Polski', 'Części skrzynki'],
      ['العربية', 'أقسام صندوق الوارد'],
    ] as const) {
      await page.getByRole('navigation').first().getByRole('button').click();
      await page.getByRole('menuitemradio', { name: language }).click();
      await page.getByRole('navigation', { name }).waitFor();
      await page.keyboard.press('Escape');
    }
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(complaints).toEqual([]);
  });

  it('says that it is not live while the server cannot be reached, and takes it back', async () => {
    const { page, context, open } = await stories.colleague();
    const stream = page.waitForResponse(async (answer) =>
      /event-stream/.test((await answer.headerValue('content-type')) ?? ''),
    );
    await open('conversations');
    // Offline before that, the screen itself would not load.
    await page.getByRole('textbox', { name: 'Search conversations' }).waitFor();
    await stream;
    await context.setOffline(true);
    await stories.app.current.parley.endStreams();
    const banner = page.getByText('Not live: what you see may be old.');
    await eventually(() => banner.isVisible()).toBe(true);
    await context.setOffline(false);
    await eventually(() => banner.count()).toBe(0);
  });
});
