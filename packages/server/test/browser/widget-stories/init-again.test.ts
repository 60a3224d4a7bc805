import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { TEXTS as GERMAN } from '../../../../widget/src/texts/de.ts';
import { identitySecret, inMinutes, jwt } from '../../support/identity.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { readLogs, type WholeConversation } from '../../support/whole-log.ts';
import { describeStory, eventually, plainPage, widgetStories } from '../../support/widget-stories.ts';
import { callingPage, calls, heard } from './calling-page.ts';

const stories = widgetStories({ model: scriptedModel(() => 'Noted.') });

const scenarioId = () => stories.app.current.first.scenario_id;
const again = (page: Page, options?: object) => calls(page, 'init', scenarioId(), ...(options ? [options] : []));
const identityOf = async (sub: string) =>
  jwt({ sub, exp: inMinutes(5) }, await identitySecret(stories.app.current, stories.app.current.first.write_token));

const byVisitor = ({ messages }: WholeConversation) => messages.filter(({ author }) => author === 'visitor');

/** What was said in all conversations, oldest first, and as whom. */
async function said(): Promise<(readonly [string, string | null])[]> {
  const logs = await readLogs(stories.app.current.database);
  return logs.flatMap((log) => byVisitor(log).map(({ content }) => [content, log.state.verified_as ?? null] as const));
}

/** What went with each message. */
async function carried(): Promise<unknown[]> {
  const logs = await readLogs(stories.app.current.database);
  return logs.flatMap(byVisitor).map((message) => message.client_metadata);
}

const launcherOf = (page: Page) => page.locator('parley-widget button[aria-haspopup=dialog]');

/** Writes the document anew, as old libraries do: its elements and the listeners of its window go. */
const writeAnew = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.open();
    document.write('<!doctype html><html lang="en"><title>Anew</title><body><h1>Anew</h1></body></html>');
    document.close();
  });

describeStory('init of the agent that is there already', { timeout: 60_000 }, () => {
  it('does not say again what the tag said of its visitor, nor does a document that is written anew', async () => {
    const alice = await identityOf('alice');
    const { page } = await stories.visit({
      html: (host, id) => plainPage(host, id).replace('async', `async data-identity="${alice}"`),
    });
    await launcherOf(page).waitFor();
    await calls(page, 'send', 'As Alice');
    await eventually(said).toEqual([['As Alice', 'alice']]);
    await calls(page, 'reset');
    await again(page, { metadata: { plan: 'gold' } });
    await calls(page, 'send', 'As somebody');
    await eventually(said).toEqual([
      ['As Alice', 'alice'],
      ['As somebody', null],
    ]);
    await calls(page, 'setClientMetadata', { step: 2 });
    await writeAnew(page);
    await launcherOf(page).waitFor();
    await calls(page, 'send', 'As the same');
    await eventually(said).toEqual([
      ['As Alice', 'alice'],
      ['As somebody', null],
      ['As the same', null],
    ]);
    expect(await carried()).toEqual([null, null, { step: 2 }]);
  });

  it('keeps whom the page has named since', async () => {
    const secret = await identitySecret(stories.app.current, stories.app.current.first.write_token);
    const [alice, bob] = ['alice', 'bob'].map((sub) => jwt({ sub, exp: inMinutes(5) }, secret));
    const { page } = await stories.visit({
      html: (host, id) => callingPage(`parley('init', '${id}', { identity: '${alice}' });`)(host, id),
    });
    await calls(page, 'identify', bob);
    await again(page, { metadata: { plan: 'gold' } });
    await calls(page, 'send', 'As Bob');
    await eventually(said).toEqual([['As Bob', 'bob']]);
  });

  it('loses nothing that was asked for before, whatever it changes', async () => {
    const { page } = await stories.visit({
      html: (host, id) =>
        callingPage(`parley('init', '${id}', { metadata: { plan: 'gold' }, clientMetadata: { step: 1 } });
          parley('send', 'First words'); parley('init', '${id}', { language: 'de' });`)(host, id),
    });
    await eventually(said).toEqual([['First words', null]]);
    await page.getByRole('button', { name: 'Chat öffnen' }).waitFor();
    const [log] = await readLogs(stories.app.current.database);
    expect(log?.state.metadata).toEqual({ plan: 'gold' });
    // Drawn anew in another language, the chat still knows what goes with each message, and whether it is open.
    await calls(page, 'open');
    await visitorWidget(page, GERMAN).input.waitFor();
    await again(page, { language: 'en' });
    await visitorWidget(page).input.waitFor();
    await visitorWidget(page).says('Second words');
    await eventually(carried).toEqual([{ step: 1 }, { step: 1 }]);
    await eventually(async () => (await heard(page)).filter(({ name }) => name === 'message').length).toBe(2);
    await calls(page, 'reset');
    await again(page, { language: 'de' });
    await calls(page, 'send', 'Of the next');
    await eventually(carried).toEqual([{ step: 1 }, { step: 1 }, null]);
  });

  it('keeps the language where it names none, also as a second tag', async () => {
    const { page } = await stories.visit({
      html: (host, id) => callingPage(`parley('init', '${id}', { language: 'de', theme: 'dark' });`)(host, id),
    });
    const german = page.getByRole('button', { name: 'Chat öffnen' });
    await german.waitFor();
    await page.evaluate(() => {
      Object.assign(window, { drawn: document.querySelector('parley-widget') });
    });
    await again(page, { metadata: { plan: 'gold' } });
    await page.evaluate(
      ([host, id]) =>
        new Promise((resolve) => {
          const script = Object.assign(document.createElement('script'), { src: `${host}/widget.js`, onload: resolve });
          script.dataset.scenario = id;
          document.head.append(script);
        }),
      [stories.host, scenarioId()],
    );
    expect(await page.evaluate(() => document.querySelector('parley-widget') === Reflect.get(window, 'drawn'))).toBe(
      true,
    );
    await german.waitFor();
  });

  it('has the theme that the page has named last', async () => {
    const { page } = await stories.visit({
      html: (host, id) => callingPage(`parley('theme', 'dark'); parley('open');`)(host, id),
    });
    const root = page.locator('parley-widget .parley');
    const scheme = () => root.evaluate((element) => getComputedStyle(element).colorScheme);
    await root.waitFor();
    await eventually(scheme).toBe('dark');
    await again(page, { theme: 'light' });
    await eventually(scheme).toBe('light');
    await calls(page, 'theme', 'dark');
    await again(page, { metadata: { plan: 'gold' } });
    await again(page, { language: 'de' });
    await page.locator('parley-widget .parley[lang=de]').waitFor();
    expect(await scheme()).toBe('dark');
  });
});

describeStory('a chat in a container', { timeout: 60_000 }, () => {
  const place = (page: Page, id: string) =>
    page.evaluate((name) => {
      document
        .querySelector('main')
        ?.replaceChildren(Object.assign(document.createElement('div'), { id: name, style: 'height:500px' }));
    }, id);

  it('comes back with a new container of the same id, and moves into another', async () => {
    const { page, complaints } = await stories.visit({
      html: (host, id) =>
        callingPage(`addEventListener('load', () => parley('init', '${id}', { container: 'chat' }));`)(host, id),
    });
    await place(page, 'chat');
    await page.locator('#chat parley-widget .parley').waitFor();
    await calls(page, 'send', 'Here');
    await place(page, 'chat');
    expect(await page.locator('parley-widget').count()).toBe(0);
    await again(page, { container: 'chat' });
    await page.locator('#chat').getByRole('log').getByText('Here').waitFor();
    await page.evaluate(() => {
      const other = Object.assign(document.createElement('div'), { id: 'other', style: 'height:500px' });
      document.querySelector('main')?.append(other);
    });
    await again(page, { container: '#other' });
    await page.locator('#other').getByRole('log').getByText('Here').waitFor();
    expect(await page.locator('parley-widget').count()).toBe(1);
    await again(page, { container: 'gone' });
    await eventually(() => complaints.join()).toContain('there is no element with the id "gone" yet');
    expect(complaints).toHaveLength(1);
    await place(page, 'gone');
    await page.locator('#gone').getByRole('log').getByText('Here').waitFor();
  });
});
