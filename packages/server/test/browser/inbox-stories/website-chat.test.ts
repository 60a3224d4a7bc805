import { expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { type AtWork, inboxStories, shoot } from '../../support/inbox-stories.ts';
import { describeStory } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories();
const agent = agentApi(stories.app);

type Configuration = Readonly<Record<string, unknown>>;

describeStory('the website chat in the inbox', { timeout: 120_000 }, () => {
  it('has its texts, colours and hours set by an owner', async () => {
    const at = await stories.colleague({ role: 'owner' });
    const { page, complaints } = at;
    await openWidget(at);
    const drawing = page.getByRole('region', { name: 'How it will look' });
    const save = page.getByRole('button', { name: 'Save', exact: true });

    const texts = card(at, 'Words of the chat itself');
    await texts.getByLabel('Language', { exact: true }).selectOption('Polish');
    await texts.getByLabel('Search the words').fill('wiadomość');
    const input = texts.getByLabel('input', { exact: true });
    expect(await input.getAttribute('placeholder')).toBe('Napisz wiadomość…');
    await input.fill('O co chcesz zapytać?');
    await texts.getByText('As shipped: Napisz wiadomość…').waitFor();
    await drawing.getByText('O co chcesz zapytać?').waitFor();

    await page.getByLabel('Theme').selectOption('Own colours');
    const colours = card(at, 'Own colours');
    await colours.getByLabel('Background', { exact: true }).fill('#102030');
    // What was left out follows, as far as a dark ground needs.
    await expect.poll(() => colours.getByLabel('Text', { exact: true }).getAttribute('placeholder')).toBe('#83878F');
    await colours.getByLabel('Links', { exact: true }).fill('rgb(30, 60, 90)');
    await colours.getByText('Hard to read (4.5 is wanted) on: Background').waitFor();

    const hours = card(at, 'When people are there');
    await hours.getByLabel('At certain hours only').check();
    await hours.getByLabel('Time zone').selectOption('Europe/Warsaw');
    await hours.getByLabel('Monday, 1: until').fill('12:00');
    await hours.getByRole('button', { name: 'Add hours: Monday' }).click();
    await hours.getByLabel('Monday, 2: from').fill('13:00');
    await hours.getByLabel('Monday, 2: until').fill('00:00');
    await hours.getByText('Until midnight.').waitFor();
    await hours.getByRole('button', { name: 'Remove: Friday, 1' }).click();
    await hours.getByLabel('Text while people are out of hours').fill('Back at nine.');
    await shoot(page, 'inbox-website-chat-hours');

    await save.click();
    await page.getByText('It reaches every site within a minute.').waitFor();
    expect(await configuration(at)).toMatchObject({
      theme: 'custom',
      texts: { pl: { input: 'O co chcesz zapytać?' } },
      custom_colors: { background: 'rgb(16, 32, 48)', link: 'rgb(30, 60, 90)' },
      out_of_hours_text: 'Back at nine.',
      working_hours: {
        time_zone: 'Europe/Warsaw',
        days: {
          '1': [
            { from: '09:00', to: '12:00' },
            { from: '13:00', to: '00:00' },
          ],
          '2': [{ from: '09:00', to: '17:00' }],
          '3': [{ from: '09:00', to: '17:00' }],
          '4': [{ from: '09:00', to: '17:00' }],
        },
      },
    });
    // The server finds the same pair hard to read.
    await page.getByText('Hard to read: Links / Background').waitFor();

    await texts.getByRole('button', { name: 'As shipped again: input' }).click();
    await colours.getByRole('button', { name: 'Automatic again: Links' }).click();
    await hours.getByLabel('At certain hours only').uncheck();
    await save.click();
    await expect.poll(async () => (await configuration(at)).working_hours).toBeNull();
    expect(await configuration(at)).toMatchObject({ texts: {}, custom_colors: { background: 'rgb(16, 32, 48)' } });
    await expect.poll(() => save.isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('is not saved with what is wrong, which is said at its field', async () => {
    const at = await stories.colleague({ role: 'owner' });
    const { page, complaints } = at;
    const before = await openWidget(at);
    await page.getByLabel('Theme').selectOption('Own colours');
    const link = card(at, 'Own colours').getByLabel('Links', { exact: true });
    await link.fill('navy');
    const hours = card(at, 'When people are there');
    await hours.getByLabel('At certain hours only').check();
    await hours.getByRole('button', { name: 'Add hours: Tuesday' }).click();
    await hours.getByLabel('Tuesday, 2: from').fill('16:00');
    await hours.getByLabel('Tuesday, 2: until').fill('18:00');
    await hours.getByRole('button', { name: 'Add hours: Sunday' }).click();
    await hours.getByLabel('Sunday, 1: from').fill('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => describedBy(at, 'Links')).toContain('Write a colour such as');
    expect(await describedBy(at, 'Tuesday, 2: from')).toContain('This overlaps with other hours.');
    expect(await describedBy(at, 'Sunday, 1: until')).toContain('Say from when until when.');
    await expect.poll(() => link.evaluate((input) => input === document.activeElement)).toBe(true);
    await shoot(page, 'inbox-website-chat-wrong');
    expect(await configuration(at)).toEqual(before);

    const texts = card(at, 'Words of the chat itself');
    await texts.getByLabel('Another language').fill('de_AT');
    await page.keyboard.press('Enter');
    await texts.getByText('Write a language such as de or de-AT.').waitFor();
    await texts.getByLabel('Another language').fill('de-AT');
    await page.keyboard.press('Enter');
    await expect.poll(() => texts.getByLabel('Language', { exact: true }).inputValue()).toBe('de-AT');
    await texts.getByLabel('Search the words').fill('says');
    await texts.getByLabel('says', { exact: true }).fill('{autor}: {text}');
    await texts.getByText('Left out: {author}').waitFor();
    expect(complaints).toEqual([]);
  });

  it.each([
    ['en', 'light', 1440],
    ['en', 'dark', 360],
    ['ar', 'light', 360],
    ['ar', 'dark', 1440],
  ] as const)('has no faults that axe finds in %s, %s, %i wide, and fits', async (locale, colorScheme, width) => {
    const at = await stories.colleague({
      role: 'owner',
      context: { locale, colorScheme, viewport: { width, height: 900 } },
    });
    const { page, complaints } = at;
    await agent('PATCH', '/v1/api/widget/configuration', {
      body: {
        theme: 'custom',
        custom_colors: { background: '#102030', link: '#6FB1FF' },
        texts: { ar: { input: 'كيف نساعدك؟' }, en: { says: '{autor}: {text}', talkToPerson: 'Call a bookseller' } },
        working_hours: {
          time_zone: 'Europe/Warsaw',
          days: {
            '1': [
              { from: '09:00', to: '12:00' },
              { from: '22:00', to: '06:00' },
            ],
            '2': [{ from: '09:00', to: '00:00' }],
          },
        },
        out_of_hours_text: 'Back at nine.',
      },
    });
    await openWidget(at);
    expect(await axeFaults(page)).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    await shoot(page, `inbox-website-chat-${locale}-${colorScheme}-${width}`);
    const parts = { colours: 1, texts: 4, hours: 7 };
    for (const [name, place] of Object.entries(parts)) {
      const part = page.locator('form section').nth(place);
      await part.evaluate((section) => section.scrollIntoView({ block: 'start' }));
      await shoot(page, `inbox-website-chat-${locale}-${colorScheme}-${width}-${name}`);
    }
    expect(complaints).toEqual([]);
  });

  const card = ({ page }: AtWork, title: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

  /** What is said of a field beside its name. */
  const describedBy = ({ page }: AtWork, label: string): Promise<string> =>
    page.getByLabel(label, { exact: true }).evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
    });

  async function openWidget(at: AtWork): Promise<Configuration> {
    await at.open(`agents/${await agentId()}/widget`);
    await at.page.getByRole('heading', { level: 2 }).first().waitFor();
    await at.page.locator('textarea[lang]').first().waitFor();
    return configuration(at);
  }

  /** As whoever is signed in reads it. */
  async function configuration({ context, workspaceId }: AtWork): Promise<Configuration> {
    const path = `/inbox/api/${workspaceId}/chatbots/${await agentId()}/widget/configuration`;
    return (await context.request.get(`${stories.host}${path}`)).json();
  }

  async function agentId(): Promise<string> {
    const agents = stories.app.current.database.db.selectFrom('agents').select('id');
    return (await agents.executeTakeFirstOrThrow()).id;
  }
});
