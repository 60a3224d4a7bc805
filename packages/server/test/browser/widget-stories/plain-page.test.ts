import { expect, it } from 'vitest';
import { colleague } from '../../support/colleague.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();

describeStory('on a plain page', { timeout: 60_000 }, () => {
  it('one script tag leads from the launcher through a reply with its source to a person and a rating', async () => {
    await stories.knows({ Returns: 'You can return any item within 30 days of delivery.' });
    await stories.configure({ conversation_starters: ['Within how many days can I return an item?'] });
    const asked = { conv_rating_active: true, conv_rating_popup_active: true };
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', { body: asked });
    const { widget, complaints } = await stories.visit();

    await widget.open();
    await widget.starts('Within how many days can I return an item?');
    await widget
      .said(/within 30 days/)
      .first()
      .waitFor();
    await widget.sources.first().click();
    await widget.said('Returns').waitFor();
    await widget.button('helpful').last().click();

    await widget.asksForPerson();
    await widget.said('A team member has been asked to join.').first().waitFor();
    const [{ conversation_id: id = '' } = {}] = await stories.log();
    const june = await colleague(stories.app.current.parley, 'June Miller');
    await june.says(id, 'Hello, this is June.');
    await widget.said('Hello, this is June.').waitFor();
    await widget
      .said(/June Miller/)
      .first()
      .waitFor();
    await june.resolves(id);
    await widget.rating.waitFor();
    for (const good of await widget.rating.getByRole('button', { name: 'Good' }).all()) await good.click();
    await widget.rating.getByRole('button', { name: 'Send' }).click();

    await eventually(async () => (await stories.log()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['message.rated', 'conversation.rated']),
    );
    const [whole] = await wholeLogs(stories.app.current.database);
    const authors = whole?.messages.filter(({ is_welcome }) => !is_welcome).map(({ author }) => author);
    expect(authors?.slice(0, 2)).toEqual(['visitor', 'ai_assistant']);
    expect(authors?.at(-1)).toBe('human_operator');
    expect(await told()).toMatchObject({ driver: 'human', progress: 'resolved', started: 'widget' });
    expect(complaints).toEqual([]);
  });

  async function told() {
    const [whole] = await wholeLogs(stories.app.current.database);
    const started = whole?.events.find(({ type }) => type === 'conversation.started')?.data as { source?: string };
    return { driver: whole?.state.driver, progress: whole?.state.progress, started: started?.source };
  }

  it('a site that comes from elsewhere changes the address of its script and nothing else', async () => {
    const { page, widget, complaints } = await stories.visit({
      html: (host, scenarioId) => `<!doctype html><html lang="en"><title>Moved</title><h1>Moved</h1>
        <div id="held" style="height: 500px"></div><script>
        window._quickchat = window._quickchat || function () { (_quickchat.q = _quickchat.q || []).push(arguments); };
        _quickchat('host', 'app.example.com');
        _quickchat('containerId', 'held');
        _quickchat('init', '${scenarioId}');</script><script async src="${host}/widget.js"></script></html>`,
    });
    await widget.says('Hello, is anybody there?');
    await eventually(
      async () => (await stories.log()).filter(({ type }) => type === 'message.sent').length,
    ).toBeGreaterThan(0);
    const frame = await page.locator('#held').boundingBox();
    const written = await widget.input.boundingBox();
    expect(written && frame && written.y > frame.y && written.y < frame.y + 500).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('calls that were made before the script came are carried out, and wrong ones only warn', async () => {
    const { page, widget, complaints } = await stories.visit({
      html: (host, scenarioId) => `<!doctype html><html lang="en"><title>Early</title><h1>Early</h1><script>
        window.heard = [];
        window.parley = function () { (parley.q = parley.q || []).push(arguments); };
        for (const name of ['ready', 'open', 'message', 'reply', 'conversation']) parley('on', name, () => heard.push(name));
        parley('init', '${scenarioId}', { metadata: { plan: 'gold' }, visitor: { name: 'Ann', email: 'ann@example.com' } });
        parley('fly', 'to the moon');
        parley('open');
        parley('send', 'Hello from the page');</script>
        <script async src="${host}/widget.js"></script></html>`,
    });
    await widget.said('Hello from the page').waitFor();
    await eventually(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(
      expect.arrayContaining(['ready', 'open', 'message', 'conversation', 'reply']),
    );
    const [whole] = await wholeLogs(stories.app.current.database);
    expect(whole?.state).toMatchObject({
      visitor_name: 'Ann',
      visitor_email: 'ann@example.com',
      metadata: { plan: 'gold' },
    });
    expect(whole?.messages.some(({ content }) => content === 'Hello from the page')).toBe(true);
    expect(complaints).toEqual([expect.stringMatching(/fly/)]);
  });
});
