import { afterAll, expect, it, vi } from 'vitest';
import { TEXTS as ARABIC } from '../../../../widget/src/texts/ar.ts';
import { TEXTS as GERMAN } from '../../../../widget/src/texts/de.ts';
import { saveArticleLangUrl } from '../../../src/store/knowledge/article-lang-urls.ts';
import { colleague } from '../../support/colleague.ts';
import { startSmtp } from '../../support/smtp.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { type WholeConversation, wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, plainPage, widgetStories } from '../../support/widget-stories.ts';

const smtp = await startSmtp();
afterAll(() => smtp.close());
const stories = widgetStories({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    smtpUrl: smtp.url,
  },
});

const visitorSaid = ({ messages }: WholeConversation): string[] =>
  messages.filter(({ author }) => author === 'visitor').map(({ content }) => content);

async function said(): Promise<string[]> {
  return (await wholeLogs(stories.app.current.database)).flatMap(visitorSaid);
}

describeStory('what visitors may find useful', { timeout: 60_000 }, () => {
  it('the form before the first message tells the team who they are', async () => {
    await stories.configure({
      prechat_active: true,
      prechat_header_text: 'Who is there?',
      prechat_button_text: 'Go on',
    });
    const { page, widget } = await stories.visit();
    await widget.launcher.click();
    await page.getByText('Who is there?').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await page.getByText('Please fill this in.').count()).toBeGreaterThan(0);
    await page.getByLabel(/^Name/).fill('Ann Reader');
    await page.getByLabel(/^E-mail/).fill('ann@example.com');
    await page.getByRole('button', { name: 'Go on' }).click();
    await widget.says('Here I am');
    await eventually(said).toEqual(['Here I am']);
    const [whole] = await wholeLogs(stories.app.current.database);
    expect(whole?.state).toMatchObject({ visitor_name: 'Ann Reader', visitor_email: 'ann@example.com' });
  });

  it('past conversations are listed and can be gone back to', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('Of the first conversation');
    await eventually(said).toEqual(['Of the first conversation']);
    await widget.chooses('newConversation');
    await widget.says('Of the second conversation');
    await eventually(async () => (await said()).toSorted()).toEqual([
      'Of the first conversation',
      'Of the second conversation',
    ]);
    expect(await wholeLogs(stories.app.current.database)).toHaveLength(2);
    await widget.chooses('conversations');
    await page.getByRole('button', { name: /first conversation/ }).click();
    await widget.said('Of the first conversation').waitFor();
    expect(await widget.said('Of the second conversation').count()).toBe(0);
    await widget.says('Also of the first');
    await eventually(async () => (await wholeLogs(stories.app.current.database)).map(visitorSaid)).toEqual([
      ['Of the first conversation', 'Also of the first'],
      ['Of the second conversation'],
    ]);
  });

  it('a source leads to its address in the language of the visitor', async () => {
    await stories.knows({ Zwroty: 'Każdy produkt można zwrócić w ciągu 30 dni od dostawy, jeśli nie był używany.' });
    const { database, first } = stories.app.current;
    const polish = stories.site.serve('/pl/zwroty', { html: '<title>Zwroty</title>' });
    const [{ number }] = (await database.executeSql('select number from articles')).rows as [{ number: number }];
    const key = { agentId: first.chatbot_id, articleNumber: number };
    await saveArticleLangUrl(database.named, { ...key, language: 'pl' }, polish);
    await saveArticleLangUrl(database.named, { ...key, language: 'de' }, 'https://shop.example/de/retouren');
    const { page, widget } = await stories.visit({ context: { locale: 'pl' } });
    await widget.open();
    await widget.says('W ciągu ilu dni mogę zwrócić produkt, który kupiłem w waszym sklepie?');
    await widget.sources.first().click();
    const link = widget.log.getByRole('link', { name: /^Zwroty/ });
    expect(await link.getAttribute('href')).toBe(polish);
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await opened.waitForURL(polish);
    const [whole] = await wholeLogs(database);
    expect(whole?.state.most_frequent_language).toBe('pl');
    expect(whole?.messages.at(-1)?.sources).toMatchObject([{ title: 'Zwroty' }]);
  });

  it('the transcript comes by mail', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.says('Please write this down');
    await eventually(said).toEqual(['Please write this down']);
    await eventually(async () => (await stories.log()).at(-1)?.type).toBe('message.sent');
    await widget.chooses('transcript');
    await page.getByRole('textbox', { name: 'To which address shall we send it?' }).fill('ann@example.com');
    await widget.button('transcriptSend').click();
    const mail = await vi.waitFor(
      () => {
        const found = smtp.mails.find(({ envelope }) => envelope.to.includes('ann@example.com'));
        if (!found) throw new Error('no mail yet');
        return found;
      },
      { timeout: 15_000, interval: 50 },
    );
    const [whole] = await wholeLogs(stories.app.current.database);
    const written = whole?.messages.filter(({ is_welcome }) => !is_welcome).map(({ content }) => content) ?? [];
    expect(written[0]).toBe('Please write this down');
    for (const content of written) expect(mail.text).toContain(content);
  });

  it('a link that is followed is told to the team', async () => {
    await stories.configure({ link_tracking_active: true });
    const { page, context, widget } = await stories.visit();
    await widget.open();
    await widget.says('Hello');
    await eventually(said).toEqual(['Hello']);
    const [{ conversation_id: id = '' } = {}] = await stories.log();
    const target = stories.site.serve('/target', { html: '<title>Target</title>There' });
    const june = await colleague(stories.app.current.parley, 'June Miller');
    await june.says(id, `Look [here](${target}).`);
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: /^here/ }).click(),
    ]);
    await opened.waitForURL(target);
    await eventually(async () =>
      (await stories.log()).filter(({ type }) => type === 'link.followed').map(({ data }) => data.url),
    ).toEqual([target]);
    const { body } = await stories.agent('GET', `/v1/api_core/conversations/${id}/events?limit=100`);
    expect(body.items.map(({ type }: { type: string }) => type)).toContain('tracked_link');
  });

  it('voice input is offered where the browser has it, and only there', async () => {
    await stories.configure({ voice_active: true });
    const without = await stories.visit({ html: (host, id) => withHead(plainPage(host, id), NO_SPEECH) });
    await without.widget.open();
    expect(await without.widget.button('voice').count()).toBe(0);
    const { page, widget } = await stories.visit({ html: (host, id) => withHead(plainPage(host, id), SPEECH) });
    await widget.open();
    await widget.button('voice').click();
    await eventually(() => widget.input.inputValue()).toBe('spoken words');
    await widget.button('voiceStop').waitFor();
    await widget.input.press('Enter');
    await eventually(said).toEqual(['spoken words']);
    // What was sent is not said again by what is heard afterwards.
    await widget.button('voice').waitFor();
    await page.evaluate(`recognition.says(['spoken words', ' and more'])`);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
    expect(await widget.input.inputValue()).toBe('');
    expect(await said()).toEqual(['spoken words']);
  });

  it('right to left and left to right stand side by side', async () => {
    const { page } = await stories.visit({
      html: (host, id) => plainPage(host, id).replace('<html lang="en"', '<html lang="ar" dir="rtl"'),
      context: { locale: 'ar' },
    });
    const widget = visitorWidget(page, ARABIC);
    await widget.open();
    await widget.says('مرحبا، أريد قلم Larkspur من فضلك');
    await eventually(said).toEqual(['مرحبا، أريد قلم Larkspur من فضلك']);
    await widget.says('And a word in English, please.');
    await widget.said('And a word in English, please.').waitFor();
    const direction = (text: string) => widget.said(text).evaluate((element) => getComputedStyle(element).direction);
    expect([await direction('مرحبا'), await direction('And a word')]).toEqual(['rtl', 'ltr']);
    expect(await widget.window.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    if (process.env.PARLEY_TEST_SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.PARLEY_TEST_SCREENSHOTS}/right-to-left.png` });
    }
    await eventually(said).toEqual(['مرحبا، أريد قلم Larkspur من فضلك', 'And a word in English, please.']);
    const received = (await stories.log()).filter(({ type }) => type === 'message.received');
    expect(received.map(({ data }) => data.language)).toEqual(['ar', 'en']);
  });
});

describeStory('what is refused', { timeout: 60_000 }, () => {
  /** The chat on a German page, opened. */
  async function german() {
    const { page, complaints } = await stories.visit({
      html: (host, id) => plainPage(host, id).replace('<html lang="en"', '<html lang="de"'),
    });
    await page.locator('parley-widget button[aria-haspopup]').click();
    const widget = visitorWidget(page, GERMAN);
    await widget.input.waitFor();
    return { page, widget, complaints };
  }

  it('a file that is no picture is told of in the words of the visitor, and no others', async () => {
    const { page, widget, complaints } = await german();
    const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('This is only text.') };
    await page.locator('input[type=file]').setInputFiles(file);
    const alert = widget.window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toBe('a.png ist weder ein Bild noch ein PDF.');
    expect(complaints.filter((text) => text.startsWith('Parley: ')).join()).toContain('no type that is known here');
    await widget.says('Ohne Bild');
    await eventually(said).toContain('Ohne Bild');
  });

  it('a site that is no longer allowed reads nothing of how it is set up', async () => {
    const { widget, complaints } = await german();
    await stories.configure({ allowed_origins: ['https://elsewhere.example'] });
    await widget.says('Hallo?');
    await widget.window.getByRole('alert').first().waitFor();
    expect(await widget.window.textContent()).toContain(GERMAN.refused);
    expect(await widget.window.textContent()).not.toMatch(/PATCH|allowed_origins|origin/);
    expect(complaints.filter((text) => text.includes('origin_not_allowed'))).not.toEqual([]);
    await stories.configure({ allowed_origins: [] });
  });
});

const withHead = (html: string, script: string): string => html.replace('</head>', `<script>${script}</script></head>`);
const NO_SPEECH = 'delete window.SpeechRecognition; delete window.webkitSpeechRecognition;';
/** Says the same to everybody, twice, and goes on to listen until it is ended. */
const SPEECH = `window.SpeechRecognition = window.webkitSpeechRecognition = class extends EventTarget {
  start() {
    window.recognition = this;
    this.says(['spoken words']);
  }
  says(words) {
    setTimeout(() => {
      if (this.isOver) return;
      const results = words.map((transcript) => Object.assign([{ transcript }], { isFinal: true }));
      this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results }));
    }, 10);
  }
  stop() { this.abort(); }
  abort() { this.isOver = true; this.dispatchEvent(new Event('end')); }
};`;
