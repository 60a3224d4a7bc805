import { contrastOf, hexOf, READABLE } from '@parley/protocol';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { startSmtp } from '../../support/smtp.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, plainPage, type Visit, widgetStories } from '../../support/widget-stories.ts';
import { axeFaults } from './axe.ts';
import { faintTexts } from './faint-texts.ts';

const smtp = await startSmtp();
afterAll(() => smtp.close());
// Transcripts are offered only where mails are sent.
const config = { trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' } as const;
const stories = widgetStories({ config: { ...config, rateLimits: false, smtpUrl: smtp.url } });

/** A conversation with all that it may hold: a source, an attachment, markers. */
async function talk({ widget }: Visit): Promise<void> {
  await stories.knows({ Returns: 'You can return any item within 30 days of delivery.' });
  await widget.open();
  await widget.attaches({ name: 'pen.png', mimeType: 'image/png', buffer: DOT });
  await widget.says('Within how many days can I return an item?');
  await widget
    .said(/within 30 days/)
    .first()
    .waitFor();
}

async function shoot({ page }: Visit, name: string): Promise<void> {
  const folder = process.env.PARLEY_TEST_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/widget-${name}.png` });
}

const WAYS: readonly (readonly [string, BrowserContextOptions, string])[] = [
  ['light', {}, '<html lang="en"'],
  ['dark', { colorScheme: 'dark' }, '<html lang="en"'],
  ['right-to-left', { locale: 'ar' }, '<html lang="en" dir="rtl"'],
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, '<html lang="en"'],
];

describeStory('axe finds nothing', { timeout: 90_000 }, () => {
  it.each(WAYS)(
    'in the %s widget: closed, opened, in conversation, its menu and its dialogs',
    async (name, context, tag) => {
      await stories.configure({
        conversation_starters: ['What do you sell?'],
        welcome_message: 'Hello! Ask me anything.',
      });
      const visit = await stories.visit({
        context,
        html: (host, id) => plainPage(host, id).replace('<html lang="en"', tag),
      });
      const { page, widget } = visit;
      const faults: Record<string, string[]> = {};
      const look = async (state: string) => {
        await shoot(visit, `${name}-${state}`);
        faults[state] = await axeFaults(page);
      };
      await widget.launcher.waitFor();
      await look('closed');
      await widget.open();
      await look('opened');
      await widget.button('close').click();
      await talk(visit);
      await look('conversation');
      await widget.sources.first().click();
      await look('sources');
      await widget.button('menu').click();
      await look('menu');
      await page.keyboard.press('Escape');
      await widget.chooses('transcript');
      await look('transcript');
      await page.keyboard.press('Escape');
      await widget.button('talkToPerson').click();
      await look('hand-off');
      await widget.button('personYes').click();
      await widget.said('A team member has been asked to join.').first().waitFor();
      await look('handed-off');
      expect(faults).toEqual(Object.fromEntries(Object.keys(faults).map((state) => [state, []])));
      const [whole] = await wholeLogs(stories.app.current.database);
      expect(whole?.state).toMatchObject({ driver: 'queue', source: 'widget' });
      expect(whole?.messages.find(({ author }) => author === 'visitor')?.attachments).toHaveLength(1);
    },
  );

  it('in what is asked before and after a conversation', async () => {
    const rating = { conv_rating_active: true, conv_rating_popup_active: true };
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', { body: rating });
    await stories.configure({ prechat_active: true, consent_text: 'We keep what you write for 30 days.' });
    const visit = await stories.visit();
    const { page, widget } = visit;
    const faults: Record<string, string[]> = {};
    await widget.launcher.click();
    await widget.button('agree').waitFor();
    await shoot(visit, 'consent');
    faults.consent = await axeFaults(page);
    await widget.button('agree').click();
    await page.getByLabel(/^E-mail/).waitFor();
    await shoot(visit, 'prechat');
    faults.prechat = await axeFaults(page);
    await page.getByLabel(/^E-mail/).fill('ann@example.com');
    await widget.button('prechatButton').click();
    await widget.says('Hello');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
    const [{ conversation_id: id = '' } = {}] = await stories.log();
    await stories.call('PATCH', `/conversations/${id}`, { status: 'resolved' });
    await page.getByText('How did we do?').first().waitFor();
    await shoot(visit, 'rating');
    faults.rating = await axeFaults(page);
    expect(faults).toEqual({ consent: [], prechat: [], rating: [] });
    const [whole] = await wholeLogs(stories.app.current.database);
    expect(whole?.state).toMatchObject({ visitor_email: 'ann@example.com', progress: 'resolved' });
  });

  it.each([
    ['#D50AC2', 'light'],
    ['#FFEE00', 'light'],
    ['#E10119', 'dark'],
    ['#FFEE00', 'dark'],
  ] as const)('with the brand %s in %s: what is hovered, refused, hinted at, unfolded', async (colour, colorScheme) => {
    const subtitle = 'We are quick';
    await stories.configure({ primary_color: colour, subtitle, conversation_starters: ['What do you sell?'] });
    await stories.knows({ Returns: 'You can return any item within 30 days of delivery, `unused`.' });
    const { page, widget } = await stories.visit({ context: { colorScheme } });
    const faults: Record<string, string[]> = {};
    const look = async () => [...(await axeFaults(page)), ...(await faintTexts(widget.window))];
    await widget.open();
    await page.getByRole('button', { name: 'What do you sell?' }).hover();
    faults.starter = await look();
    await page.route('**/widget/messages', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 422,
            headers: { 'access-control-allow-origin': '*' },
            json: { error: 'odd', message: 'No.' },
          })
        : route.continue(),
    );
    await widget.says('Within how many days can I return an item?');
    await widget.button('discard').hover();
    faults.refused = await look();
    await page.unroute('**/widget/messages');
    await widget.button('retry').click();
    await widget.sources.first().click();
    await widget.button('menu').click();
    await page.getByRole('menuitem', { name: 'Past conversations' }).hover();
    faults.menu = await look();
    await page.keyboard.press('Escape');
    await widget.button('talkToPerson').click();
    await widget.button('personYes').hover();
    faults.question = await look();
    expect(faults).toEqual({ starter: [], refused: [], menu: [], question: [] });
    const hint = await widget.input.evaluate((element) => {
      const colours = [
        getComputedStyle(element, '::placeholder').color,
        getComputedStyle(element.closest('.box') ?? element).backgroundColor,
      ];
      return colours.map((text) => (text.match(/[\d.]+/g) ?? []).map(Number));
    });
    const [text = '', ground = ''] = hint.map((channels) => hexOf(channels));
    expect(contrastOf(text, ground)).toBeGreaterThanOrEqual(READABLE);
    await stories.configure({ primary_color: '#1F5EFF', subtitle: '', conversation_starters: [] });
  });

  it('on the demo page and on the page that checks an embed', async () => {
    const visit = await stories.visit();
    const { page } = visit;
    await page.goto(`${stories.host}/demo`);
    await shoot(visit, 'demo');
    const demo = await axeFaults(page);
    await page.goto(`${stories.host}/check-embed`);
    await shoot(visit, 'check');
    expect({ demo, check: await axeFaults(page) }).toEqual({ demo: [], check: [] });
    expect(await stories.log()).toEqual([]);
  });
});

describeStory('without a mouse', { timeout: 60_000 }, () => {
  it('the keyboard opens it, writes, asks for a person, and comes back to where it was', async () => {
    await stories.configure({ popup_active: false });
    const { page, widget } = await stories.visit();
    await widget.launcher.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await widget.launcher.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
    await page.keyboard.press('Enter');
    await widget.input.waitFor();
    await eventually(() => widget.input.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('on two lines');
    await page.keyboard.press('Enter');
    await eventually(said).toEqual(['By keyboard\non two lines']);

    await widget.button('talkToPerson').focus();
    await page.keyboard.press('Enter');
    await widget.button('personYes').waitFor();
    await page.keyboard.press('Escape');
    await widget.button('personYes').waitFor({ state: 'detached' });
    // One Escape closes one thing.
    expect(await widget.input.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await widget.input.waitFor({ state: 'hidden' });
    await eventually(() => widget.launcher.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('everything that can be pressed can be reached by Tab, and shows that it has the focus', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    await talk(visit);
    const reached = new Set<string>();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        if (!element || element === document.body) return null;
        const { outlineStyle, boxShadow } = getComputedStyle(element);
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
        return { name, isShown: outlineStyle !== 'none' || boxShadow !== 'none' };
      });
      if (focused && focused.name !== 'To the end') {
        expect(focused).toMatchObject({ isShown: true });
        reached.add(focused.name);
      }
    }
    const buttons = await widget.window
      .getByRole('button')
      .evaluateAll((elements) =>
        elements
          .filter((element) => !(element as HTMLButtonElement).disabled && element.checkVisibility())
          .map((element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''),
      );
    expect(buttons.filter((name) => !reached.has(name))).toEqual([]);
    // Going through it says nothing.
    expect(await said()).toEqual(['Within how many days can I return an item?']);
  });
});

describeStory('for eyes that need more', { timeout: 60_000 }, () => {
  it('at 400 % nothing scrolls sideways and the input is there', async () => {
    const visit = await stories.visit({ context: { viewport: { width: 320, height: 256 } } });
    await talk(visit);
    const { page, widget } = visit;
    await shoot(visit, 'zoomed');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await sideways(visit)).toEqual([]);
    await widget.input.scrollIntoViewIfNeeded();
    const box = await widget.input.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 256).toBe(true);
    await widget.says('On a narrow screen');
    await eventually(said).toEqual(['Within how many days can I return an item?', 'On a narrow screen']);
  });

  /** The edges that a part has of its own: where colours are forced its background is that of all else. */
  const edges = ({ widget }: Visit, parts: readonly string[]) =>
    widget.window.evaluate(
      (window, selectors) =>
        Object.fromEntries(
          selectors.map((selector) => {
            const element = window.querySelector(selector);
            if (!element) return [selector, 'is not there'];
            const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
            return [selector, borderTopStyle === 'none' ? 'none' : borderTopWidth];
          }),
        ),
      parts,
    );
  const PARTS = ['.theirs .bubble', '.own .bubble', '.pill', '.line .avatar'] as const;

  it('forced colours leave edges to be seen, and where the focus is', async () => {
    const visit = await stories.visit({ context: { forcedColors: 'active' } });
    await talk(visit);
    await shoot(visit, 'forced-colours');
    expect(await edges(visit, PARTS)).toEqual({
      '.theirs .bubble': '1px',
      '.own .bubble': '2px',
      '.pill': '1px',
      '.line .avatar': '1px',
    });
    await visit.widget.input.focus();
    const outline = (selector: string) =>
      visit.widget.window
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).outline);
    expect(await outline('.box')).toMatch(/solid 2px/);
    await visit.page.keyboard.press('Tab');
    expect(await outline('button:focus')).toMatch(/solid 2px/);
    // Colours themselves make these edges everywhere else.
    const plain = await stories.visit();
    await talk(plain);
    expect(new Set(Object.values(await edges(plain, PARTS)))).toEqual(new Set(['none']));
    const messages = (await wholeLogs(stories.app.current.database)).flatMap((whole) => whole.messages);
    expect(messages.filter(({ author }) => author === 'visitor').map(({ attachments }) => attachments.length)).toEqual([
      1, 1,
    ]);
  });

  it.each([
    ['reduce', []],
    ['no-preference', ['parley-pulse']],
  ] as const)('motion is as it was asked for: %s', async (reducedMotion, moving) => {
    const { page, widget } = await stories.visit({ context: { reducedMotion } });
    await widget.open();
    await widget.asksForPerson();
    await widget.said('A team member has been asked to join.').first().waitFor();
    const running = () =>
      page.evaluate(() =>
        // A document does not see into shadow roots.
        (document.querySelector('parley-widget')?.shadowRoot?.getAnimations() ?? [])
          .filter(({ playState }) => playState === 'running')
          .map((animation) => ('animationName' in animation ? animation.animationName : 'transition')),
      );
    await eventually(running).toEqual(moving);
  });

  /** Parts of the widget that are wider than their place and would scroll. */
  async function sideways({ widget }: Visit): Promise<string[]> {
    return widget.window.evaluate((window) =>
      [window, ...window.querySelectorAll('*')]
        .filter(
          (element) =>
            element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX),
        )
        .map((element) => `${element.tagName} ${element.className}`),
    );
  }
});

async function said(): Promise<string[]> {
  const [whole] = await wholeLogs(stories.app.current.database);
  return (whole?.messages ?? []).filter(({ author }) => author === 'visitor').map(({ content }) => content);
}

/** A picture of one dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
