import { expect, it } from 'vitest';
import { describeStory, widgetStories } from '../support/widget-stories.ts';

const stories = widgetStories();
const path = () => `${stories.host}/c/${stories.app.current.first.scenario_id}`;

/** What the log says was said by visitors, by conversation. */
async function said(): Promise<[conversation: string, text: unknown][]> {
  const received = (await stories.log()).filter(({ type }) => type === 'message.received');
  return received.map(({ conversation_id: id, data }) => [id, data.content ?? data.text]);
}

describeStory('the chat page where scripts run', () => {
  it('is taken over by the widget, which goes on with the conversation of the form', async () => {
    const { page, complaints, context } = await stories.visit();
    const form = await page.request.get(path());
    const messageId = /name="message_id" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
    const sent = await page.request.post(path(), {
      form: { text: 'Written in the form', message_id: messageId },
      headers: { origin: stories.host },
    });
    expect(sent.ok()).toBe(true);
    await page.goto(path());
    await page.locator('parley-widget').getByText('Written in the form').waitFor();
    expect(await page.locator('form.write').isVisible()).toBe(false);
    await page.getByRole('textbox').first().fill('Written in the widget');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await said()).length).toBe(2);
    const [first, second] = await said();
    expect(second?.[0]).toBe(first?.[0]);
    expect((await context.cookies(path())).map(({ httpOnly }) => httpOnly)).toEqual([true]);
    expect(complaints).toEqual([]);
  });

  it('leaves the form to whoever writes in it already', async () => {
    const { page } = await stories.visit();
    await page.route('**/widget.js', async (route) => {
      await page.locator('textarea').fill('I have begun');
      await route.continue();
    });
    const answered = page.waitForResponse((response) => response.url().includes('/widget/config/'));
    await page.goto(path());
    await answered;
    expect(await page.locator('textarea').inputValue()).toBe('I have begun');
    expect(await page.locator('form.write').isVisible()).toBe(true);
  });

  it('speaks the language of the browser, not that of the form', async () => {
    const { page } = await stories.visit({ context: { locale: 'pl-PL' } });
    await page.goto(path());
    await page.getByRole('textbox', { name: 'Twoja wiadomość' }).waitFor();
  });
});
