import { expect, it } from 'vitest';
import { addPerson, browser, firstWorkspaceId } from '../../support/person.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { describeStory, eventually, type Visit, widgetStories } from '../../support/widget-stories.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}`);
const stories = widgetStories({ model });

const NEVER = { timeZone: 'Europe/Warsaw', days: {} };
const AWAY = 'We are back at 9.';

const of = async (type: string) => (await stories.log()).filter((event) => event.type === type);
const handoffs = async () =>
  (await of('conversation.updated')).flatMap(({ data }) => (data.driver ? [(data.driver as { to: string }).to] : []));

/** June of the team, who has a picture, at work in the inbox. */
async function june() {
  const { parley, database } = stories.app.current;
  const email = 'june@team.example';
  const { id } = await addPerson(parley, { email, name: 'June Miller' });
  const image = stories.site.serve('/june.svg', { html: PICTURE, type: 'image/svg+xml' });
  await database.db.updateTable('users').set({ image }).where('id', '=', id).execute();
  const at = await browser(parley).signIn(email);
  const path = `/${await firstWorkspaceId(parley)}/conversations/`;
  const call = async (method: 'POST' | 'PATCH', rest: string, body: object) => {
    const answer = await at.api(method, path + rest, body);
    if (answer.statusCode >= 300) throw new Error(`${rest}: ${answer.statusCode} ${answer.body}`);
  };
  return {
    image,
    says: (conversation: string, text: string) => call('POST', `${conversation}/messages`, { text }),
    types: (conversation: string, is_typing: boolean) => call('POST', `${conversation}/typing`, { is_typing }),
    resolves: (conversation: string) => call('PATCH', conversation, { status: 'resolved' }),
  };
}

/** Says hello, is answered, and gives the conversation's id. */
async function begin({ widget }: Visit): Promise<string> {
  await widget.open();
  await widget.says('Hello');
  await widget.said('You said: Hello').first().waitFor();
  const [{ conversation_id: id = '' } = {}] = await stories.log();
  return id;
}

describeStory('the way to a person', { timeout: 60_000 }, () => {
  it('asks in the words of the agent, and says when people are out of hours', async () => {
    const away = { outOfHoursText: AWAY, workingHours: NEVER };
    await setWidget(stories.app.current, { handoffQuestion: 'Shall one of our binders write to you?' }, away);
    const visit = await stories.visit();
    const { page, widget } = visit;
    await begin(visit);
    expect(await page.getByText(AWAY).count()).toBe(0);
    await widget.button('talkToPerson').click();
    const question = page.getByRole('dialog', { name: 'Talk to a person' });
    await question.getByText('Shall one of our binders write to you?').waitFor();
    await question.getByText(AWAY).waitFor();
    expect(await handoffs()).toEqual([]);
    await widget.button('cancel').click();
    await question.waitFor({ state: 'detached' });
    expect(await handoffs()).toEqual([]);
    await widget.asksForPerson();
    await page.getByText(`Waiting for a team member. You can go on writing. ${AWAY}`).waitFor();
    await eventually(handoffs).toEqual(['queue']);
  });

  it.each([
    ['nothing is said of it', { workingHours: NEVER, outOfHoursText: '' }],
    ['people are in', { workingHours: null, outOfHoursText: AWAY }],
  ])('has nothing of hours on the screen while %s, and asks in the words of the language', async (_name, given) => {
    await setWidget(stories.app.current, {}, given);
    const visit = await stories.visit();
    const { page, widget } = visit;
    await begin(visit);
    await widget.button('talkToPerson').click();
    const question = page.getByRole('dialog', { name: 'Talk to a person' });
    await question.getByText('Shall we ask a team member to join this conversation?').waitFor();
    // The question and the answers to it, and no empty place for what is not there.
    expect(await question.locator('.sheet-text > *').count()).toBe(1);
    await widget.button('personYes').click();
    await widget.said('A team member has been asked to join.').first().waitFor();
    expect(await page.getByText(AWAY).count()).toBe(0);
    await eventually(handoffs).toEqual(['queue']);
  });
});

describeStory('who writes', { timeout: 60_000 }, () => {
  it('is seen by name and picture in the header and beside each message, and while they type', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    const id = await begin(visit);
    const title = widget.window.locator('.title');
    expect(await title.textContent()).toBe('Ada');
    await widget.asksForPerson();
    await eventually(handoffs).toEqual(['queue']);
    const she = await june();
    await she.says(id, 'Good morning.');
    await widget.said('Good morning.').waitFor();
    await widget.said('June Miller has joined the conversation.').waitFor();
    await eventually(() => title.textContent()).toBe('June Miller');
    const message = widget.log.getByRole('article', { name: 'June Miller' });
    await message.locator('.author').getByText('June Miller').waitFor();
    for (const place of [message, widget.window.locator('.header')]) {
      const picture = place.locator('.avatar img');
      expect(await picture.getAttribute('src')).toBe(she.image);
      // Not an empty frame: it was fetched and drawn.
      await eventually(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    }
    // The agent's own messages stay the agent's.
    expect(await widget.log.getByRole('article', { name: 'Ada' }).locator('img').count()).toBe(0);

    const typing = widget.log.getByText('June Miller is typing');
    expect(await typing.count()).toBe(0);
    await she.types(id, true);
    await typing.waitFor({ state: 'attached' });
    await she.types(id, false);
    await typing.waitFor({ state: 'detached' });
    await she.types(id, true);
    await typing.waitFor({ state: 'attached' });
    await she.says(id, 'How can I help?');
    await widget.said('How can I help?').waitFor();
    await typing.waitFor({ state: 'detached' });
    expect(await page.getByText('June Miller', { exact: true }).count()).toBeGreaterThan(1);
    await eventually(handoffs).toEqual(['queue', 'human']);
    expect((await of('message.sent')).slice(-2).map(({ data }) => (data.by as { type: string }).type)).toEqual([
      'operator',
      'operator',
    ]);
  });

  it('is the agent, whose words are seen before the last of them is there, and stand there once', async () => {
    const visit = await stories.visit();
    const { widget } = visit;
    const release = model.holdAfterFirstWord();
    await widget.open();
    const typing = widget.log.getByText('Ada is typing');
    await widget.says('Tell me of pens');
    // The first word is there, and the rest is not: nothing of it is in the log yet.
    const draft = widget.log.locator('.draft');
    await draft.getByText('You', { exact: true }).waitFor();
    expect(await typing.count()).toBe(0);
    expect((await of('message.sent')).filter(({ data }) => data.answers)).toEqual([]);
    expect(await widget.said('You said: Tell me of pens').count()).toBe(0);
    release();
    await widget.said('You said: Tell me of pens').waitFor();
    await draft.waitFor({ state: 'detached' });
    expect(await widget.said('You said: Tell me of pens').count()).toBe(1);
    expect((await of('message.sent')).filter(({ data }) => data.answers)).toHaveLength(1);
  });

  it('is the agent, who is seen to type and nothing more, where replies are not streamed', async () => {
    await stories.configure({ streaming_active: false });
    const { widget } = await stories.visit();
    const release = model.holdAfterFirstWord();
    await widget.open();
    await widget.says('Tell me of ink');
    await widget.log.getByText('Ada is typing').waitFor({ state: 'attached' });
    await eventually(() => model.contexts.length).toBeGreaterThan(0);
    expect(await widget.log.locator('.draft').count()).toBe(0);
    release();
    await widget.said('You said: Tell me of ink').waitFor();
    await widget.log.getByText('Ada is typing').waitFor({ state: 'detached' });
    expect((await of('message.sent')).filter(({ data }) => data.answers)).toHaveLength(1);
  });
});

describeStory('what the visitor thinks of it', { timeout: 60_000 }, () => {
  it('is told by a thumb with a comment, and at the end', async () => {
    const asked = { conv_rating_active: true, conv_rating_popup_active: true };
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', { body: asked });
    const visit = await stories.visit();
    const { page, widget } = visit;
    const id = await begin(visit);
    await widget.button('unhelpful').last().click();
    const comment = widget.log.getByRole('textbox', { name: 'Tell us more (optional)' });
    await comment.fill('I asked for ink');
    await widget.button('sendComment').click();
    await comment.waitFor({ state: 'detached' });
    const rated = async () => (await of('message.rated')).map(({ data }) => data.feedback);
    await eventually(rated).toEqual([
      { rating: 'negative', comment: null },
      { rating: 'negative', comment: 'I asked for ink' },
    ]);
    // Taken back by the same thumb.
    await widget.button('unhelpful').last().click();
    await eventually(async () => (await rated()).at(-1)).toBe(null);

    await widget.asksForPerson();
    await eventually(handoffs).toEqual(['queue']);
    const she = await june();
    await she.says(id, 'Here is your ink.');
    await widget.said('Here is your ink.').waitFor();
    await she.resolves(id);
    await widget.rating.waitFor();
    const questions = widget.rating.getByRole('group');
    await questions.nth(0).getByRole('button', { name: 'Good' }).click();
    await questions.nth(1).getByRole('button', { name: 'Okay' }).click();
    await widget.rating.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('Quick');
    await widget.rating.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you for telling us.').first().waitFor();
    expect((await of('conversation.rated')).map(({ data }) => data.rating)).toEqual([
      { answers: { HELPFUL_THUMBS: 'positive', EXPERIENCE_THUMBS: 'neutral' }, comment: 'Quick' },
    ]);
  });
});

/** A green square. */
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="green"/></svg>';
