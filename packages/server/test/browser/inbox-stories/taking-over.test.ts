import { expect, it } from 'vitest';
import { deskOf } from '../../support/desk.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { visitorAt } from '../../support/visitor.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}`);
const stories = inboxStories({ model });

const log = async () => {
  const [whole] = await wholeLogs(stories.app.current.database);
  if (!whole) throw new Error('there is no conversation');
  return whole;
};
const said = async () =>
  (await log()).messages.flatMap(({ author, content, is_welcome }) => (is_welcome ? [] : [[author, content]]));

describeStory('taking a conversation over and giving it back', { timeout: 60_000 }, () => {
  it('silences the agent in the middle of its reply, and lets it answer again later', async () => {
    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('Hello');
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    await desk.said('You said: Hello').waitFor();

    const release = model.holdAfterFirstWord();
    await visitor.says('Where is my order?', { conversation_id: id });
    await desk.said('Where is my order?').waitFor();
    await desk.messages.getByText('Ada is answering …').waitFor();
    await desk.page.keyboard.press('t');
    await desk.status('With a person').waitFor();
    await eventually(async () => (await log()).state.driver).toBe('human');
    release();
    await eventually(() => desk.messages.getByText('Ada is answering …').count()).toBe(0);
    await desk.page.keyboard.press('r');
    await desk.says('I look for it.');
    await desk.said('I look for it.').waitFor();
    await eventually(() => desk.messages.getByText('Sending …').count()).toBe(0);
    await shoot(desk.page, 'inbox-taken-over');
    const taken = await log();
    const at = taken.events.findIndex(({ type, data }) => type === 'conversation.updated' && 'driver' in data);
    const after = taken.events.slice(at);
    expect(after.filter(({ type, data }) => type === 'message.sent' && data.answers !== undefined)).toEqual([]);
    expect(after.filter(({ type }) => type === 'turn.ended').map(({ data }) => data.reason)).toEqual(['superseded']);

    await visitor.says('Is it far?', { conversation_id: id });
    await desk.said('Is it far?').waitFor();
    await desk.reply.press('Escape');
    await desk.page.keyboard.press('b');
    await desk.status('With the agent').waitFor();
    await desk.said('You said: Is it far?').waitFor();
    expect(await said()).toEqual([
      ['visitor', 'Hello'],
      ['ai_assistant', 'You said: Hello'],
      ['visitor', 'Where is my order?'],
      ['human_operator', 'I look for it.'],
      ['visitor', 'Is it far?'],
      ['ai_assistant', 'You said: Is it far?'],
    ]);
    expect((await log()).state).toMatchObject({ driver: 'ai', progress: 'open', assigned_to: null });
    await desk.hasNoComplaint();
  });

  it('needs one step to reply where the agent answers, and ends and reopens as the state allows', async () => {
    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('Hello');
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    await desk.said('You said: Hello').waitFor();
    await desk.page.getByText('Ada is answering. Sending takes the conversation over.').waitFor();
    await desk.reply.fill('This is Kim.');
    await desk.button('Take over and send').click();
    await desk.status('With a person').waitFor();
    await eventually(said).toEqual([
      ['visitor', 'Hello'],
      ['ai_assistant', 'You said: Hello'],
      ['human_operator', 'This is Kim.'],
    ]);
    await desk.choose('More actions', 'Archive');
    await desk.page.getByRole('dialog', { name: 'Archive while somebody waits?' }).waitFor();
    await desk.button('Cancel').click();
    await desk.page.keyboard.press('e');
    await desk.status('Resolved').waitFor();
    expect(await desk.button('Take over').count()).toBe(0);
    await desk.page.getByText('This conversation has ended. Sending opens it again, with you.').waitFor();
    await desk.button('Reopen').click();
    await desk.button('Reopen with the agent').click();
    await desk.status('With the agent').waitFor();
    await eventually(async () => (await log()).state.driver).toBe('ai');
    await desk.page.keyboard.press('u');
    await eventually(async () => (await log()).state.unread).toBe(true);
    const moves = (await log()).events.filter(({ type }) => type.startsWith('conversation.')).map(({ type }) => type);
    expect(moves).toEqual([
      'conversation.started',
      'conversation.read',
      ...Array.from({ length: 3 }, () => 'conversation.updated'),
      'conversation.marked_unread',
    ]);
    await desk.hasNoComplaint();
  });
});
