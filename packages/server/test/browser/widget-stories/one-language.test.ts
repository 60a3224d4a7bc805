import { expect, it } from 'vitest';
import { TEXTS as GERMAN } from '../../../../widget/src/texts/de.ts';
import { TEXTS as POLISH } from '../../../../widget/src/texts/pl.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { describeStory, plainPage, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();

const inLanguage = (lang: string) => (host: string, id: string) =>
  plainPage(host, id).replace('lang="en"', `lang="${lang}"`);

describeStory('the language', { timeout: 60_000 }, () => {
  it('of a region has the words of the region', async () => {
    await stories.configure({
      texts: { de: { inputLabel: 'Deine Frage' }, 'de-AT': { inputLabel: 'Servus', open: 'Red mit uns' } },
    });
    const { page } = await stories.visit({ html: inLanguage('de-AT') });
    await page.getByRole('button', { name: 'Red mit uns' }).click();
    await page.getByRole('textbox', { name: 'Servus' }).waitFor();
    expect(await page.locator('parley-widget .parley').getAttribute('lang')).toBe('de');
    const other = await stories.visit({ html: inLanguage('de-CH') });
    await other.page.getByRole('button', { name: 'Chat öffnen' }).click();
    await other.page.getByRole('textbox', { name: 'Deine Frage' }).waitFor();
  });

  it("is the agent's in all of it, where there are no words of the visitor's", async () => {
    await stories.agent('PATCH', '/v1/api/chatbot_settings', { body: { language_chosen: 'pl' } });
    await stories.configure({ texts: { pl: { inputLabel: 'Napisz do nas' }, en: { inputLabel: 'Write to us' } } });
    const { page } = await stories.visit({ html: () => '<title>Empty</title>', context: { locale: 'it' } });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/widget/config/')) asked.push(request.url());
    });
    const html = inLanguage('it')(stories.host, stories.app.current.first.scenario_id);
    await page.goto(stories.site.serve('/italian', { html }));
    await page.getByRole('button', { name: 'Otwórz czat' }).click();
    await page.getByRole('textbox', { name: 'Napisz do nas' }).waitFor();
    await page.getByRole('button', { name: POLISH.close, exact: true }).waitFor();
    expect(asked).toHaveLength(1);
  });

  it('is that of the browser, where the page has another that nobody speaks here', async () => {
    const { page } = await stories.visit({ html: inLanguage('arn'), context: { locale: 'de-DE' } });
    await page.getByRole('button', { name: 'Chat öffnen' }).click();
    await visitorWidget(page, GERMAN).input.waitFor();
  });
});
