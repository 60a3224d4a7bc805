import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWidget, type WidgetManifest } from '@parley/widget/build';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { scriptsOf } from '../../../../../scripts/check-widget-size.mjs';
import { TEXTS as ARABIC } from '../../../../widget/src/texts/ar.ts';
import { TEXTS as GERMAN } from '../../../../widget/src/texts/de.ts';
import { TEXTS as ENGLISH } from '../../../../widget/src/texts/en.ts';
import { TEXTS as SPANISH } from '../../../../widget/src/texts/es.ts';
import { TEXTS as FRENCH } from '../../../../widget/src/texts/fr.ts';
import { TEXTS as POLISH } from '../../../../widget/src/texts/pl.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { describeStory, eventually, plainPage, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();
/** How often the log has the visitor. */
const received = async () => (await stories.log()).filter(({ type }) => type === 'message.received').length;
const PEN = { name: 'pen.png', type: 'image/png' };

/** A page whose snippet has made some calls before the script came. */
const withCalls =
  (calls: string) =>
  (host: string, id: string): string =>
    plainPage(host, id)
      .replace(`data-scenario="${id}"`, '')
      .replace(
        '</head>',
        `<script>(function(w){w.parley=w.parley||function(){(w.parley.q=w.parley.q||[]).push(arguments)}})(window);
        parley('init', '${id}'); ${calls}</script></head>`,
      );

describeStory('what a first conversation loads', { timeout: 60_000 }, () => {
  const LANGUAGES = { ar: ARABIC, de: GERMAN, en: ENGLISH, es: SPANISH, fr: FRENCH, pl: POLISH };
  const ASKED = { prechat_active: true, consent_text: 'We keep what you write for 30 days.' };
  const TOLD = `parley('init', '$ID', { metadata: { plan: 'gold' }, visitor: { label: 'A reader' }, context: 'A page of pens',
    clientMetadata: { shelf: 3 } });`;

  /** What our scripts weigh as they come over the line, by name; the loader by its address. */
  function weighed(page: Page): Record<string, number> {
    const loaded: Record<string, number> = {};
    page.on('response', (response) => {
      const name = /\/widget(?:\/([^/]+))?\.js$/.exec(new URL(response.url()).pathname);
      const { 'content-encoding': encoding, 'content-length': length } = response.headers();
      if (name) loaded[name[1] ? `${name[1]}.js` : 'loader'] = encoding === 'br' ? Number(length) : Number.NaN;
    });
    return loaded;
  }

  /** What the build says of the same. */
  const told = ({ loader, files }: WidgetManifest, names: readonly string[]): Record<string, number> =>
    Object.fromEntries(
      files
        .filter(({ name }) => name === loader || names.includes(name))
        .map(({ name, brotli }) => [name === loader ? 'loader' : name, brotli]),
    );

  const read = async (): Promise<WidgetManifest> =>
    JSON.parse(await readFile(join(await buildWidget(), 'manifest.json'), 'utf8'));

  it.each(Object.entries(LANGUAGES))(
    'is in %s what the build says that it weighs: asked before, told by the page, answered from a source, judged',
    async (language, texts) => {
      const manifest = await read();
      await stories.configure(ASKED);
      await stories.knows({ Returns: 'You can return any item within 30 days of delivery.' });
      const { page } = await stories.visit({
        html: (host, id) =>
          withCalls(TOLD.replace('$ID', id))(host, id).replace('<html lang="en"', `<html lang="${language}"`),
      });
      const loaded = weighed(page);
      const widget = visitorWidget(page, texts);
      await page.reload();
      await page.locator('parley-widget button[aria-haspopup]').click();
      await widget.button('agree').click();
      await page.getByRole('textbox', { name: texts.email }).fill('ann@example.com');
      await widget.button('prechatButton').click();
      await widget.says('Within how many days can I return an item?');
      await widget.sources.first().click();
      // A pointer that passes on its way to something else asks for nothing.
      await widget.button('menu').hover();
      await widget.button('helpful').last().click();
      await page.getByRole('textbox', { name: texts.comment }).waitFor();
      expect(loaded).toEqual(told(manifest, scriptsOf(manifest, language)));
      const types = async () => (await stories.log()).map(({ type }) => type);
      await eventually(types).toEqual(expect.arrayContaining(['message.received', 'message.sent', 'message.rated']));
      await stories.configure({ prechat_active: false, consent_text: '' });
    },
  );

  it('is less where nothing is asked and nobody judges', async () => {
    const manifest = await read();
    const { page, widget } = await stories.visit();
    const loaded = weighed(page);
    await page.reload();
    await widget.open();
    await widget.says('Hello');
    await widget.log.getByRole('article', { name: 'Ada' }).last().waitFor();
    expect(loaded).toEqual(told(manifest, [...manifest.needed, manifest.words.en ?? '']));
    await eventually(received).toBe(1);
  });
});

describeStory('the launcher', { timeout: 60_000 }, () => {
  it('counts what was said while the chat was closed', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('Are you there?');
    await widget.button('close').click();
    await page.getByRole('button', { name: /, 1 unread$/ }).waitFor();
    await widget.open();
    await widget.said('New messages').waitFor();
    await widget.button('close').click();
    await page.getByRole('button', { name: /^Open chat/ }).waitFor();
    expect(await page.getByRole('button', { name: /unread/ }).count()).toBe(0);
    await eventually(received).toBe(1);
  });

  it('shows a welcome beside it once, which opens the chat', async () => {
    await stories.configure({ popup_active: true, popup_text: 'Can I help you?' });
    const { page, widget } = await stories.visit();
    await page.getByRole('button', { name: 'Can I help you?', exact: true }).click();
    await widget.input.waitFor();
    await widget.button('close').click();
    await page.reload();
    await widget.launcher.waitFor();
    expect(await page.getByText('Can I help you?').count()).toBe(0);
    // Nobody has said anything: nothing is stored.
    expect(await stories.log()).toEqual([]);
    await stories.configure({ popup_active: false, popup_text: '' });
  });

  it.each([
    ['classic', 'Open chat: Ada Ask a question…'],
    ['input', 'Open chat: Ask a question…'],
    ['small', 'Open chat'],
  ])('of the style %s opens the chat, and says so', async (launcher_style, name) => {
    await stories.configure({ launcher_style });
    const { page, widget } = await stories.visit();
    await page.getByRole('button', { name, exact: true }).click();
    await widget.input.waitFor();
    expect(await stories.log()).toEqual([]);
    await stories.configure({ launcher_style: 'small' });
  });

  it('opens the chat by itself where that is set, without taking the focus, until it was closed', async () => {
    await stories.configure({ window_auto_open: true });
    const { page, widget } = await stories.visit();
    await widget.input.waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    await widget.button('close').click();
    await page.reload();
    await widget.launcher.waitFor();
    expect(await widget.input.count()).toBe(0);
    expect(await stories.log()).toEqual([]);
    await stories.configure({ window_auto_open: false });
  });

  it('comes back when the page writes its document anew', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await page.evaluate(`document.open(); document.write('<title>New</title><h1>New</h1>'); document.close();`);
    await page.getByRole('heading', { name: 'New' }).waitFor();
    await widget.input.waitFor();
    await widget.says('Still here?');
    await widget.said('Still here?').waitFor();
    await eventually(received).toBe(1);
  });
});

describeStory('another init, and the theme', { timeout: 60_000 }, () => {
  it('apply another theme and another language without a second chat', async () => {
    const { page, widget } = await stories.visit({ html: withCalls("parley('open');") });
    await widget.input.waitFor();
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    await page.evaluate(`parley('theme', 'dark')`);
    await eventually(() => background(page)).not.toBe('rgb(255, 255, 255)');
    const id = stories.app.current.first.scenario_id;
    await page.evaluate(`parley('init', '${id}', { theme: 'light' })`);
    await eventually(() => background(page)).toBe('rgb(255, 255, 255)');
    await page.evaluate(`parley('init', '${id}', { language: 'de' })`);
    await page.getByRole('textbox', { name: 'Ihre Nachricht' }).waitFor();
    expect(await page.locator('parley-widget').count()).toBe(1);
    // Neither has begun a conversation.
    expect(await stories.log()).toEqual([]);
  });

  const background = (page: Page) =>
    page
      .locator('parley-widget [role=dialog]')
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
});

describeStory('files', { timeout: 60_000 }, () => {
  it('come by paste and by drop', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.input.evaluate(give, { ...PEN, event: 'paste', bytes: DOT });
    await page.getByRole('button', { name: 'Remove pen.png' }).waitFor();
    await widget.input.evaluate(give, { name: 'note.txt', type: 'text/plain', event: 'drop', bytes: DOT });
    await page.getByText('note.txt is neither an image nor a PDF.').waitFor();
    await widget.input.evaluate(give, { ...PEN, name: 'ink.png', event: 'drop', bytes: DOT });
    await page.getByRole('button', { name: 'Remove ink.png' }).waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await widget.input.press('Enter');
    await widget.log.getByRole('link', { name: /ink\.png/ }).waitFor();
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
  });

  /** What a browser does when somebody pastes or drops a file. */
  function give(
    element: Element,
    { name, type, event, bytes }: { name: string; type: string; event: string; bytes: string },
  ): void {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name, { type }));
    const how = { bubbles: true, cancelable: true, composed: true };
    element.dispatchEvent(
      event === 'paste'
        ? new ClipboardEvent('paste', { ...how, clipboardData: transfer })
        : new DragEvent(event, { ...how, dataTransfer: transfer }),
    );
  }
});

describeStory('what goes wrong', { timeout: 60_000 }, () => {
  it('a message that is refused says so, and can be sent again or discarded', async () => {
    const { page, widget, complaints } = await stories.visit();
    await widget.open();
    let refusals = 2;
    await page.route('**/widget/messages', async (route) => {
      if (route.request().method() !== 'POST' || refusals === 0) return route.continue();
      refusals -= 1;
      await route.fulfill({
        status: 422,
        headers: { 'access-control-allow-origin': '*' },
        json: { error: 'odd_code', message: 'No, not this.' },
      });
    });
    await widget.says('First');
    const refusal = widget.log.getByRole('alert');
    await refusal.getByText('Not sent.').waitFor();
    // The server's sentence is for the developer of the page.
    expect(await refusal.textContent()).not.toContain('No, not this.');
    expect(complaints.filter((text) => text.includes('No, not this. (odd_code)'))).toHaveLength(1);
    await widget.button('discard').click();
    await widget.said('First').waitFor({ state: 'detached' });
    await widget.says('Second');
    await widget.button('retry').click();
    await eventually(async () => (await stories.log()).filter(({ type }) => type === 'message.received').length).toBe(
      1,
    );
    await widget.said('Sent').waitFor();
  });

  it('a part that cannot be fetched can be closed, and asked for again', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await page.route('**/widget/extras-*', (route) => route.abort());
    await widget.button('menu').click();
    await page.getByText('That did not work. Please try again.').waitFor();
    await page.keyboard.press('Escape');
    await widget.button('retry').waitFor({ state: 'detached' });
    await widget.says('It goes on');
    await widget.said('It goes on').waitFor();
    await widget.button('menu').click();
    await widget.button('retry').waitFor();
    await page.unroute('**/widget/extras-*');
    await widget.button('retry').click();
    await page.getByRole('menuitem', { name: 'Forget me' }).click();
    await widget.button('forgetYes').waitFor();
    await eventually(received).toBe(1);
  });
});

describeStory('a person whom the agent offers', { timeout: 60_000 }, () => {
  it('is called by a tap', async () => {
    const { widget } = await stories.visit();
    await widget.open();
    await widget.says('What is the meaning of a zebra?');
    await widget.button('decline').press('Enter');
    await widget.button('decline').waitFor({ state: 'detached' });
    // The keyboard goes on where one writes.
    await eventually(() => widget.input.evaluate((element) => element.matches(':focus'))).toBe(true);
    await widget.said('All right. What else can I do for you?').waitFor();
    await widget.says('Where do zebras sleep on Sundays?');
    await widget.button('personYes').click();
    await widget.said('A team member has been asked to join.').first().waitFor();
    await widget.button('personYes').waitFor({ state: 'detached' });
    await eventually(received).toBe(3);
    const drivers = (await stories.log()).flatMap(({ data }) => (data.driver ? [data.driver] : []));
    expect(drivers).toMatchObject([{ to: 'queue' }]);
  });
});

const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
