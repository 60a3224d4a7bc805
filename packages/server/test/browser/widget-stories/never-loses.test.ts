import { expect, it } from 'vitest';
import { scriptedModel } from '../../support/scripted-model.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}`);
const stories = widgetStories({ model });

/** What the visitor has said, as the log has it. */
async function stored(): Promise<string[]> {
  const [whole] = await wholeLogs(stories.app.current.database);
  return (whole?.messages ?? []).filter(({ author }) => author === 'visitor').map(({ content }) => content);
}

/** The replies, as the log has them. */
async function replies(): Promise<string[]> {
  const [whole] = await wholeLogs(stories.app.current.database);
  const said = (whole?.messages ?? []).filter(({ author, is_welcome }) => author === 'ai_assistant' && !is_welcome);
  return said.map(({ content }) => content);
}

describeStory('nothing is lost or doubled', { timeout: 60_000 }, () => {
  it('what is written offline survives a reload, and arrives once and in order', async () => {
    const { page, context, widget } = await stories.visit();
    await widget.open();
    await widget.says('Hello');
    await widget.said('You said: Hello').first().waitFor();
    await context.setOffline(true);
    await widget.says('First of two');
    await widget.says('Second of two');
    expect(await stored()).toEqual(['Hello']);
    // A train at a station: the site answers again, our server does not yet.
    const calls = (url: URL) => url.origin === stories.host && !url.pathname.endsWith('.js');
    await context.route(calls, (route) => route.abort());
    await context.setOffline(false);
    await page.reload();
    await context.unroute(calls);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await eventually(stored).toEqual(['Hello', 'First of two', 'Second of two']);
    await widget.openAgain();
    await widget
      .said(/You said:.*Second of two/s)
      .first()
      .waitFor();
    for (const text of ['First of two', 'Second of two'])
      expect(await widget.said(new RegExp(`^${text}$`)).count()).toBe(1);
  });

  it('two tabs show the same, and share one stream', async () => {
    const first = await stories.visit();
    const streams = new Set<string>();
    first.context.on('request', (request) => {
      if (/conversations\/[^/]+\/events/.test(request.url())) streams.add(request.url());
    });
    await first.widget.open();
    await first.widget.says('From the first tab');
    await first.widget.said('You said: From the first tab').first().waitFor();
    const second = await stories.visit({ beside: first });
    await second.widget.openAgain();
    await second.widget.said('You said: From the first tab').first().waitFor();
    await second.widget.says('From the second tab');
    await first.widget.said('You said: From the second tab').first().waitFor();
    await second.widget.said('You said: From the second tab').first().waitFor();
    expect(await stored()).toEqual(['From the first tab', 'From the second tab']);
    const open = stories.app.current.parley.deps.live.streams.count();
    expect(open).toBe(1);
    // The tab that had the stream goes: the other takes it over.
    await first.page.close();
    await second.widget.says('Still here');
    await second.widget.said('You said: Still here').first().waitFor({ timeout: 20_000 });
    const all = ['From the first tab', 'From the second tab', 'Still here'];
    expect(await stored()).toEqual(all);
    expect(await replies()).toEqual(all.map((text) => `You said: ${text}`));
    expect(stories.app.current.parley.deps.live.streams.count()).toBe(1);
  });

  it('a reload in the middle of a reply brings it whole, once', async () => {
    const { page, widget } = await stories.visit();
    const release = model.holdAfterFirstWord();
    await widget.open();
    await widget.says('Tell me');
    await widget.said(/^You/).first().waitFor();
    await page.reload();
    release();
    await widget.launcher.or(widget.input).first().waitFor();
    await widget.openAgain();
    await widget.said('You said: Tell me').first().waitFor();
    expect(await widget.said('You said: Tell me').count()).toBe(1);
    expect(await replies()).toEqual(['You said: Tell me']);
  });

  it('a page that was asleep has what was said meanwhile', async () => {
    const { page, context, widget } = await stories.visit();
    await widget.open();
    await widget.says('Before the sleep');
    await widget.said('You said: Before the sleep').first().waitFor();
    const devtools = await context.newCDPSession(page);
    await context.setOffline(true);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    const [{ conversation_id: id = '' } = {}] = await stories.log();
    await stories.call('PATCH', `/conversations/${id}`, { status: 'open' });
    await stories.call('POST', `/conversations/${id}/messages`, { text: 'While you slept' });
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await context.setOffline(false);
    await widget.said('While you slept').waitFor();
    expect(await widget.said('While you slept').count()).toBe(1);
    // Awake again it is heard, and what it had said before was not said twice.
    await widget.says('After the sleep');
    await eventually(stored).toEqual(['Before the sleep', 'After the sleep']);
    const sent = (await stories.log()).filter(({ type, data }) => type === 'message.sent' && data.by);
    expect(sent).toHaveLength(1);
  });
});
