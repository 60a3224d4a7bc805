import { expect, it } from 'vitest';
import { describeStory, eventually, plainPage, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();
const CONSENT = 'We keep what you write for 30 days.';

describeStory('the privacy of a visitor', { timeout: 60_000 }, () => {
  it('nothing is sent or stored before they agree, and nothing at all when they do not', async () => {
    await stories.configure({ consent_text: CONSENT, conversation_starters: ['Hello'] });
    const { page, context, widget } = await stories.visit({
      html: (host, id) =>
        plainPage(host, id).replace(
          '<script',
          `<script>window.parley = function () { (parley.q = parley.q || []).push(arguments); };
          parley('setVisitor', { name: 'Ann' }); parley('setMetadata', { plan: 'gold' });</script><script`,
        ),
    });
    const asked: string[] = [];
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin === stories.host && !url.pathname.endsWith('.js'))
        asked.push(`${request.method()} ${url.pathname}`);
    });
    await widget.launcher.click();
    await page.getByText(CONSENT).waitFor();
    await page.reload();
    await widget.launcher.click();
    await page.getByText(CONSENT).waitFor();
    const scenarioId = stories.app.current.first.scenario_id;
    expect(asked.filter((each) => each !== `GET /widget/config/${scenarioId}`)).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(await context.cookies()).toEqual([]);

    await widget.button('agree').click();
    await widget.says('I have agreed');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
    await page.reload();
    await widget.openAgain();
    await widget.said('I have agreed').waitFor();
    expect(await page.getByText(CONSENT).count()).toBe(0);
    expect(await context.cookies()).toEqual([]);

    async function kept(): Promise<string[]> {
      return page.evaluate(async () => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
        ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
      ]);
    }
  });

  it('"forget me" leaves nothing of what was said, here or on the server', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    await widget.attaches({ name: 'note.pdf', mimeType: 'application/pdf', buffer: PDF });
    await widget.says('My secret is a heron');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.sent');
    await widget.chooses('forget');
    await widget.button('forgetYes').click();
    await page.getByText('All that you have written here has been erased.').first().waitFor();

    for (const table of [
      'conversations',
      'messages',
      'events',
      'visitor_messages',
      'files',
      'file_chunks',
      'conversation_search',
    ]) {
      const { rows } = await stories.app.current.database.executeSql(`select count(*)::int as count from ${table}`);
      expect([table, rows[0]]).toEqual([table, { count: 0 }]);
    }
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('heron');
    expect(await page.getByText('My secret is a heron').count()).toBe(0);
    await widget.button('back').click();
    await widget.says('A new beginning');
    await eventually(async () => (await stories.log()).map(({ type }) => type)).toContain('message.received');
  });
});

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
