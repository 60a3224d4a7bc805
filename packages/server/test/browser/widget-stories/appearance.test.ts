import { expect, it } from 'vitest';
import { TEXTS as GERMAN } from '../../../../widget/src/texts/de.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { describeStory, eventually, plainPage, type Visit, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();

/** The plain page with more said on its tag. */
const tagged =
  (attributes: string) =>
  (host: string, id: string): string =>
    plainPage(host, id).replace('<script async', `<script ${attributes} async`);

/** What the log has of the visitor: every story ends with something said. */
async function said(): Promise<unknown[]> {
  const log = await stories.log();
  return log.filter(({ type }) => type === 'message.received').map(({ data }) => data.ord);
}

/** Says something, and finds it in the log; `before` tells how much that had: nothing for who has only looked. */
async function saysAndIsHeard({ widget }: Visit, before?: 0): Promise<void> {
  const events = (await stories.log()).length;
  expect(events).toBe(before ?? events);
  const heard = (await said()).length;
  await widget.says('Hello');
  await eventually(async () => (await said()).length).toBe(heard + 1);
}

/** A computed property of the first element of a visitor's widget that a selector of ours finds. */
const styleOf = ({ page }: Visit, selector: string, property: string): Promise<string> =>
  page
    .locator(`parley-widget ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

/** Loads the page anew, as somebody who comes for the first time after the browser's copy is too old. */
async function comesBack(visit: Visit): Promise<void> {
  const devtools = await visit.context.newCDPSession(visit.page);
  await devtools.send('Network.clearBrowserCache');
  await visit.page.reload();
  await visit.widget.launcher.or(visit.widget.input).first().waitFor();
}

describeStory('the launcher', { timeout: 60_000 }, () => {
  it.each([
    ['classic', 'Open chat: Ada Ask us…', [340, 90]],
    ['input', 'Open chat: Ask us…', [340, 40]],
    ['small', 'Open chat: Ask', [56, 56]],
  ] as const)('%s stands on the page as its tag says, and opens the chat', async (style, name, [width, least]) => {
    await stories.configure({
      launcher_style: style === 'small' ? 'classic' : 'small',
      launcher_label: style === 'small' ? 'Ask' : '',
      input_placeholder: 'Ask us…',
      popup_active: false,
    });
    const visit = await stories.visit({ html: tagged(`data-launcher="${style}"`) });
    const button = visit.page.getByRole('button', { name, exact: true });
    await button.waitFor();
    const box = await button.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(width);
    expect(box?.height).toBeGreaterThanOrEqual(least);
    expect(await visit.widget.launcher.count()).toBe(1);
    await button.click();
    await visit.widget.input.waitFor();
    await saysAndIsHeard(visit, 0);
  });

  it('none leaves the page to open the chat, with no welcome beside it', async () => {
    await stories.configure({ popup_active: true, popup_text: 'Can I help you?' });
    const visit = await stories.visit({ html: tagged('data-launcher="none"') });
    await visit.page.locator('parley-widget').waitFor({ state: 'attached' });
    await visit.page.evaluate(() => {
      const { parley } = window as unknown as { parley(command: string): void };
      parley('open');
    });
    await visit.widget.input.waitFor();
    await visit.widget.button('close').click();
    await visit.widget.input.waitFor({ state: 'hidden' });
    expect(await visit.widget.launcher.count()).toBe(0);
    expect(await visit.page.getByText('Can I help you?').count()).toBe(0);
    await visit.page.evaluate(() => {
      const { parley } = window as unknown as { parley(command: string): void };
      parley('open');
    });
    await saysAndIsHeard(visit, 0);
  });

  it('has a welcome beside it, and is not needed where the window opens by itself', async () => {
    await stories.configure({ popup_active: true, popup_text: 'Can I help you?', window_auto_open: false });
    const visit = await stories.visit();
    await visit.page.getByRole('button', { name: 'Can I help you?', exact: true }).waitFor();
    expect(await visit.widget.input.isVisible()).toBe(false);
    await stories.configure({ window_auto_open: true });
    const other = await stories.visit();
    await other.widget.input.waitFor();
    expect(await other.widget.launcher.isVisible()).toBe(false);
    // Nobody asked for it: the page keeps the focus.
    expect(await other.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await saysAndIsHeard(other, 0);
  });
});

describeStory('the window', { timeout: 60_000 }, () => {
  it('has the theme and the language that the tag asks for', async () => {
    const visit = await stories.visit({
      html: tagged('data-theme="dark" data-language="de"'),
      context: { colorScheme: 'light' },
    });
    const widget = visitorWidget(visit.page, GERMAN);
    await visit.page.locator('parley-widget button[aria-haspopup]').click();
    await widget.input.waitFor();
    expect(await styleOf(visit, '.parley', 'color-scheme')).toBe('dark');
    expect(lightness(await styleOf(visit, '.parley', 'background-color'))).toBeLessThan(80);
    expect(await visit.page.locator('parley-widget .parley').getAttribute('lang')).toBe('de');
    await saysAndIsHeard({ ...visit, widget });
    const { body } = await stories.call('GET', '/conversations');
    expect(body.data).toHaveLength(1);
  });

  it('looks as the server says, on a site that nobody has touched', async () => {
    const visit = await stories.visit();
    await visit.widget.launcher.waitFor();
    const look = async () => {
      const dock = await visit.widget.launcher.boundingBox();
      await visit.widget.openAgain();
      const window = await visit.widget.window.boundingBox();
      return {
        launcher: await styleOf(visit, '.dock .l', 'background-color'),
        header: await styleOf(visit, '.header', 'background-color'),
        title: await visit.widget.window.locator('.title').textContent(),
        isLeft: (dock?.x ?? 0) < 500 && (window?.x ?? 0) < 500,
        size: [Math.round(window?.width ?? 0), Math.round(window?.height ?? 0)],
      };
    };
    const before = await look();
    expect(before).toMatchObject({ isLeft: false, title: 'Ada', size: [400, 600] });
    await visit.widget.button('close').click();
    const { status } = await stories.configure({
      primary_color: 'rgb(120, 20, 60)',
      header_color: 'rgb(10, 80, 40)',
      header: 'Ask the shop',
      subtitle: 'We are quick',
      location: 'bottom-left',
      window_width: 360,
      window_height: 500,
      white_label: true,
      background_disclaimer_text: 'Answers come from a [machine](https://shop.example/ai).',
      welcome_message: '<p>Hello <b>there</b></p>',
      welcome_message2: 'And again',
      texts: { en: { inputLabel: 'Your message', talkToPerson: 'Call a human' } },
    });
    expect(status).toBe(200);
    await comesBack(visit);
    expect(await look()).toEqual({
      launcher: 'rgb(120, 20, 60)',
      header: 'rgb(10, 80, 40)',
      title: 'Ask the shop',
      isLeft: true,
      size: [360, 500],
    });
    const { page, widget } = visit;
    await page.getByText('We are quick').waitFor();
    const link = page.getByRole('link', { name: /^machine/ });
    expect(await link.getAttribute('href')).toBe('https://shop.example/ai');
    expect(await page.getByText('Runs on Parley').count()).toBe(0);
    await widget.said('there').waitFor();
    expect(await widget.said('there').evaluate((element) => element.tagName)).toBe('STRONG');
    await widget.said('And again').waitFor();
    await page.getByRole('button', { name: 'Call a human', exact: true }).waitFor();
    await saysAndIsHeard(visit);
    const sent = (await stories.log()).filter(({ type }) => type === 'message.sent');
    expect(sent.length).toBeGreaterThanOrEqual(2);
  });

  it('is asked for anew after half a minute, and shows no words of ours where they were changed', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    await widget.open();
    await page.getByText('Runs on Parley').waitFor();
    const answer = page.waitForResponse((response) => response.url().includes('/widget/config/'));
    await stories.configure({ texts: { en: { branding: 'By the shop itself' } } });
    const devtools = await visit.context.newCDPSession(page);
    await devtools.send('Network.clearBrowserCache');
    await page.reload();
    expect((await answer).headers()['cache-control']).toBe('public, max-age=30, stale-while-revalidate=30');
    await widget.openAgain();
    await page.getByText('By the shop itself').waitFor();
    expect(await page.getByText('Runs on Parley').count()).toBe(0);
    await saysAndIsHeard(visit, 0);
  });
});

describeStory('a browser that makes no sheets of its own', { timeout: 60_000 }, () => {
  it('has the rules of launcher, chat and late parts all the same, under the nonce of the policy', async () => {
    const nonce = 'bm9uY2U';
    const { host } = stories;
    const policy = `default-src 'none'; script-src 'nonce-${nonce}' ${host}; style-src 'nonce-${nonce}'; connect-src ${host}; img-src *`;
    const visit = await stories.visit({
      headers: { 'content-security-policy': policy },
      html: (address, id) =>
        plainPage(address, id)
          .replace('<script async', `<script nonce="${nonce}" async`)
          .replace(
            '</head>',
            `<script nonce="${nonce}">window.CSSStyleSheet = function () { throw new TypeError(); };</script></head>`,
          ),
    });
    await visit.widget.open();
    expect(await styleOf(visit, '.parley', 'display')).toBe('flex');
    await visit.widget.button('talkToPerson').click();
    await visit.widget.button('personYes').waitFor();
    expect(await styleOf(visit, '.sheet', 'overflow-y')).toBe('auto');
    await visit.page.keyboard.press('Escape');
    await saysAndIsHeard(visit);
    expect(visit.complaints).toEqual([]);
  });
});

/** 0 is black, 255 is white. */
function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}
