import { expect, it } from 'vitest';
import { colleague } from '../../support/colleague.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { describeStory, eventually, type Visit, widgetStories } from '../../support/widget-stories.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}`);
const stories = widgetStories({ model });

const ASKED = 'Waiting for a team member. You can go on writing.';
const drivers = async () =>
  (await stories.log()).flatMap(({ data }) => (data.driver ? [(data.driver as { to: string }).to] : []));

/** Says hello, is answered, and gives the conversation's id. */
async function begin({ widget }: Visit): Promise<string> {
  await widget.open();
  await widget.says('Hello');
  await widget.said('You said: Hello').first().waitFor();
  const [{ conversation_id: id = '' } = {}] = await stories.log();
  return id;
}

async function shoot({ page }: Visit, name: string): Promise<void> {
  const folder = process.env.PARLEY_TEST_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/person-${name}.png` });
}

describeStory('the way to a person', { timeout: 60_000 }, () => {
  it('is there again when a person has resolved it, and leads to one', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    const id = await begin(visit);
    const june = await colleague(stories.app.current.parley, 'June Miller');
    await june.says(id, 'Here I am.');
    await widget.said('Here I am.').waitFor();
    await eventually(() => widget.button('talkToPerson').count()).toBe(0);
    await shoot(visit, 'joined');
    await june.resolves(id);
    await widget.button('talkToPerson').waitFor();
    await widget.asksForPerson();
    await page.getByText(ASKED).waitFor();
    await eventually(async () => (await drivers()).at(-1)).toBe('queue');
  });

  it('does not wait for somebody any longer when it was resolved meanwhile', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    const id = await begin(visit);
    await widget.asksForPerson();
    // The log says that it was asked for, the line above the input what that means for now.
    await widget.said('A team member has been asked to join.').waitFor();
    expect(await page.getByText('A team member has been asked to join.').count()).toBe(1);
    await page.getByText(ASKED).waitFor();
    await shoot(visit, 'asked');
    await stories.call('PATCH', `/conversations/${id}`, { status: 'resolved' });
    await page.getByText(ASKED).waitFor({ state: 'detached' });
    await widget.button('talkToPerson').waitFor();
    expect((await drivers())[0]).toBe('queue');
  });

  it('is asked for once said so, also without a connection: there is nothing to call off', async () => {
    const visit = await stories.visit();
    const { page, context, widget } = visit;
    await begin(visit);
    await widget.button('talkToPerson').click();
    await widget.button('personYes').waitFor();
    await context.setOffline(true);
    await widget.button('personYes').click();
    await page.getByRole('dialog', { name: 'Talk to a person' }).waitFor({ state: 'detached' });
    await page.getByText(ASKED).waitFor();
    expect(await widget.button('talkToPerson').count()).toBe(0);
    expect(await drivers()).toEqual([]);
    await context.setOffline(false);
    await eventually(drivers).toEqual(['queue']);
    await page.getByText(ASKED).waitFor();
  });
});

describeStory('who asks for a person with the first thing they say', { timeout: 60_000 }, () => {
  it('sees that it is asked for while it waits, and can ask again where it was refused', async () => {
    const { page, widget } = await stories.visit();
    await widget.open();
    let answer: (status: number) => void = () => undefined;
    const held = new Promise<number>((resolve) => {
      answer = resolve;
    });
    await page.route('**/widget/messages', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const json = { error: 'odd', message: 'No.' };
      await route.fulfill({ status: await held, headers: { 'access-control-allow-origin': '*' }, json });
    });
    await widget.asksForPerson();
    await widget.said('I would like to talk to a person.').waitFor();
    await page.getByText(ASKED).waitFor();
    answer(422);
    await widget.said('Not sent.').waitFor();
    await page.getByText(ASKED).waitFor({ state: 'detached' });
    await page.unroute('**/widget/messages');
    await widget.button('discard').click();
    expect(await stories.log()).toEqual([]);
    await widget.asksForPerson();
    await eventually(drivers).toEqual(['queue']);
    await page.getByText(ASKED).waitFor();
  });
});

describeStory('who answers', { timeout: 60_000 }, () => {
  it('is a person to be seen, also where their name is not known', async () => {
    const visit = await stories.visit();
    const { widget } = visit;
    const id = await begin(visit);
    await stories.call('PATCH', `/conversations/${id}`, { status: 'open' });
    await stories.call('POST', `/conversations/${id}/messages`, { text: 'By our own programs' });
    await widget.said('By our own programs').waitFor();
    await shoot(visit, 'api');
    const message = widget.log.getByRole('article', { name: 'Team member' }).first();
    await message.locator('.author').waitFor();
    await eventually(() => widget.window.locator('.subtitle').textContent()).toBe('Team member');
    expect((await stories.log()).filter(({ type, data }) => type === 'message.sent' && data.by)).toHaveLength(1);
  });
});

describeStory('a server that fails again and again', { timeout: 60_000 }, () => {
  it('is told of in one calm line while the message waits, which arrives', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    await begin(visit);
    await page.route('**/widget/messages', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 503,
            headers: { 'access-control-allow-origin': '*' },
            json: { error: 'unavailable', message: 'The database is away.' },
          })
        : route.continue(),
    );
    await widget.says('Are you there?');
    const line = widget.window.locator('.banner');
    await line.waitFor();
    await shoot(visit, 'unavailable');
    expect(await line.count()).toBe(1);
    expect(await line.textContent()).not.toContain('database');
    await widget.said('Waiting for a connection').waitFor();
    expect(await widget.input.isVisible()).toBe(true);
    await page.unroute('**/widget/messages');
    await widget.said('You said: Are you there?').waitFor();
    await line.waitFor({ state: 'detached' });
    expect((await stories.log()).filter(({ type }) => type === 'message.received')).toHaveLength(2);
  });

  it('or loses each attempt leaves what waits as one word, however often it is tried', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    await begin(visit);
    // All else comes through, as where something between takes offence at what was said.
    await page.route('**/widget/messages', (route) => route.abort());
    await widget.says('In a tunnel');
    await widget.said('Waiting for a connection').waitFor();
    await page.evaluate(() => {
      const root = document.querySelector('parley-widget')?.shadowRoot;
      const words = new Set<string>();
      Object.assign(window, { words });
      if (root)
        new MutationObserver(() => {
          for (const place of root.querySelectorAll('.delivery')) words.add(place.textContent ?? '');
        }).observe(root, { subtree: true, childList: true, characterData: true });
    });
    const follows = page.waitForResponse((response) => response.url().includes('/events'));
    for (let tries = 0; tries < 3; tries += 1) {
      const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/widget/messages'));
      // Whoever looks again makes it try again: the conversation can be followed.
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await failed;
    }
    await follows;
    const words = () => page.evaluate(() => [...(window as unknown as { words: Set<string> }).words]);
    expect(await words()).not.toContain('Sending…');
    await page.unroute('**/widget/messages');
    await widget.said('You said: In a tunnel').waitFor();
    expect((await stories.log()).filter(({ type }) => type === 'message.received')).toHaveLength(2);
  });
});
