import { expect, it } from 'vitest';
import { colleague } from '../../support/colleague.ts';
import { identitySecret, inMinutes, jwt } from '../../support/identity.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { readLogs, type WholeConversation, wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';
import { callingPage, calls, heard, hearsNoMore } from './calling-page.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}`);
const stories = widgetStories({ model });

const byVisitor = ({ messages }: WholeConversation) => messages.filter(({ author }) => author === 'visitor');
const logs = () => wholeLogs(stories.app.current.database);

/** What the visitor has said in all conversations, the oldest first. */
async function said(): Promise<string[]> {
  return (await readLogs(stories.app.current.database)).flatMap(byVisitor).map(({ content }) => content);
}

describeStory('a page that steers the widget', { timeout: 90_000 }, () => {
  it('shows, hides, opens and closes it, and hears of it', async () => {
    const { page, widget, complaints } = await stories.visit({ html: callingPage() });
    await widget.launcher.waitFor();
    await calls(page, 'hide');
    await widget.launcher.waitFor({ state: 'hidden' });
    await calls(page, 'show');
    await widget.launcher.waitFor();
    await calls(page, 'toggle');
    await widget.input.waitFor();
    await calls(page, 'toggle');
    await widget.input.waitFor({ state: 'hidden' });
    await calls(page, 'open');
    await widget.input.waitFor();
    await calls(page, 'close');
    await widget.input.waitFor({ state: 'hidden' });
    await calls(page, 'open');
    await widget.input.waitFor();
    await calls(page, 'hide');
    await widget.input.waitFor({ state: 'hidden' });
    await widget.launcher.waitFor({ state: 'hidden' });
    expect((await heard(page)).map(({ name }) => name)).toEqual([
      'ready',
      ...['open', 'close', 'open', 'close', 'open', 'close'],
    ]);
    // Nothing of it is a word of the visitor's.
    expect(await stories.log()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('says who visits and what the page knows, and each message carries it from then on', async () => {
    const { page, widget } = await stories.visit({
      html: callingPage(`parley('setContext', 'The page of pens');`),
    });
    await calls(page, 'send', 'Before');
    await eventually(said).toEqual(['Before']);
    await calls(page, 'setClientMetadata', { step: 2, plan: 'gold' });
    await calls(page, 'send', 'After');
    await eventually(said).toEqual(['Before', 'After']);
    await calls(page, 'open');
    await widget.says('Typed');
    await eventually(said).toEqual(['Before', 'After', 'Typed']);
    await calls(page, 'setClientMetadata', null);
    await calls(page, 'send', 'Without');
    await eventually(said).toHaveLength(4);
    await calls(page, 'setVisitor', {
      name: 'Ann Reader',
      email: 'ann@example.com',
      phone: '+48 22 123',
      label: 'VIP',
    });
    await calls(page, 'setMetadata', { basket: 3 });
    await eventually(async () => (await logs())[0]?.state.metadata).toMatchObject({ basket: 3 });

    const [whole] = await logs();
    expect(whole && byVisitor(whole).map((message) => [message.content, message.client_metadata])).toEqual([
      ['Before', null],
      ['After', { step: 2, plan: 'gold' }],
      ['Typed', { step: 2, plan: 'gold' }],
      ['Without', null],
    ]);
    expect(whole?.state).toMatchObject({
      visitor_name: 'Ann Reader',
      visitor_email: 'ann@example.com',
      visitor_phone: '+48 22 123',
      visitor_label: 'VIP',
      metadata: { page_context: 'The page of pens', basket: 3 },
    });
  });

  it('asks for a person, and hears of each message, reply, hand-off, conversation and rating', async () => {
    const asked = { conv_rating_active: true, conv_rating_popup_active: true };
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', { body: asked });
    const { page, widget } = await stories.visit({ html: callingPage() });
    const named = async (name: string) =>
      (await heard(page)).flatMap((each) => (each.name === name ? [each.detail] : []));
    await calls(page, 'send', 'Hello');
    await eventually(() => named('reply')).toMatchObject([{ text: 'You said: Hello', author: 'ai_assistant' }]);
    await calls(page, 'handoff');
    await eventually(() => named('handoff')).toEqual([{ state: 'requested' }]);
    await eventually(async () => (await logs())[0]?.state.driver).toBe('queue');
    const [{ id = '' } = {}] = (await logs()).map(({ state }) => state);
    const june = await colleague(stories.app.current.parley, 'June Miller');
    await june.says(id, 'This is June.');
    await eventually(() => named('handoff')).toEqual([{ state: 'requested' }, { state: 'active' }]);
    await eventually(async () => (await named('reply')).at(-1)).toMatchObject({
      text: 'This is June.',
      author: 'human_operator',
    });
    await june.resolves(id);
    await calls(page, 'open');
    await widget.rating.getByRole('button', { name: 'Good' }).first().click();
    await widget.rating.getByRole('button', { name: 'Send' }).click();
    await eventually(() => named('rating')).toMatchObject([{ rating: { answers: { HELPFUL_THUMBS: 'positive' } } }]);

    expect(await named('conversation')).toEqual([{ id }]);
    const [whole] = await logs();
    expect((await named('message')).map((detail) => (detail as { text: string }).text)).toEqual(
      whole && byVisitor(whole).map(({ content }) => content),
    );
    expect(whole?.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['conversation.rated']));
    expect(whole?.state).toMatchObject({ driver: 'human', progress: 'resolved' });
    expect(await named('error')).toEqual([]);
  });

  it('hears why something was refused, says who signs, begins with a new visitor, and takes it all away', async () => {
    const schema = { type: 'object', properties: { plan: { enum: ['silver', 'gold'] } } };
    await stories.agent('PUT', '/v1/api/metadata_schema', { body: { schema } });
    const secret = await identitySecret(stories.app.current, stories.app.current.first.write_token);
    const { page } = await stories.visit({ html: callingPage() });
    await calls(page, 'send', 'As anybody');
    await eventually(said).toEqual(['As anybody']);
    await calls(page, 'setMetadata', { plan: 'bronze' });
    await eventually(async () => (await heard(page)).filter(({ name }) => name === 'error')).toMatchObject([
      { detail: { code: expect.any(String), message: expect.stringContaining('plan') } },
    ]);
    await hearsNoMore(page, 'message');
    const before = (await heard(page)).filter(({ name }) => name === 'message').length;
    await calls(page, 'identify', jwt({ sub: 'customer-42', exp: inMinutes(5) }, secret));
    await calls(page, 'send', 'As customer 42');
    await eventually(said).toEqual(['As anybody', 'As customer 42']);
    await calls(page, 'reset');
    await calls(page, 'send', 'As somebody new');
    await eventually(said).toEqual(['As anybody', 'As customer 42', 'As somebody new']);
    expect((await heard(page)).filter(({ name }) => name === 'message')).toHaveLength(before);

    const all = await logs();
    const last = all.at(-1)?.state;
    const vouched = (await stories.log()).filter(({ type }) => type === 'message.received');
    expect(vouched.map(({ data }) => data.verified)).toEqual([false, true, false]);
    expect([all.find(({ state }) => state.verified_as)?.state.verified_as, last?.verified_as]).toEqual([
      'customer-42',
      null,
    ]);
    expect(all.slice(0, -1).map(({ state }) => state.visitor_id)).not.toContain(last?.visitor_id);
    expect(last?.metadata).toEqual({});

    await calls(page, 'destroy');
    await page.locator('parley-widget').waitFor({ state: 'detached' });
    const silent = (await heard(page)).length;
    await calls(page, 'open');
    await calls(page, 'send', 'To nobody');
    const other = await stories.visit({ html: callingPage(`parley('send', 'Still there');`) });
    await eventually(said).toEqual(['As anybody', 'As customer 42', 'As somebody new', 'Still there']);
    expect(await heard(page)).toHaveLength(silent);
    await other.page.close();
  });

  it('is known by its address and the one before it, and secrets in them stay in the browser', async () => {
    const { page, widget } = await stories.visit();
    const link = '<a href="/page?plan=a&access_token=s3cret&session_id=s3cret#s3cret=1">On</a>';
    await page.goto(`${stories.site.serve('/from', { html: link })}?topic=pens&password=s3cret`);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.getByRole('link', { name: 'On' }).click();
    await widget.open();
    await widget.says('From a page');
    await eventually(said).toEqual(['From a page']);
    const [whole] = await logs();
    expect(whole?.state).toMatchObject({
      url: `${stories.site.origin}/page?plan=a`,
      metadata: { referrer: `${stories.site.origin}/from?topic=pens` },
    });
    const ours = sent.filter((each) => each.startsWith(stories.host));
    expect(ours.filter((each) => each.includes('s3cret'))).toEqual([]);
    expect(ours.length).toBeGreaterThan(2);
  });
});
