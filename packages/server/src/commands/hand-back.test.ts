import { describe, expect, it } from 'vitest';
import { testApp } from '../../test/support/app.ts';
import { chatClient } from '../../test/support/chat.ts';
import { operatorAt } from '../../test/support/operator.ts';
import { wholeLogs } from '../../test/support/whole-log.ts';
import { scriptedModel } from '../agent/scripted.ts';

const asked: string[][] = [];
const model = scriptedModel({
  draft: ({ questions }) => {
    asked.push(questions.map(({ content }) => content));
    return { kind: 'smalltalk', text: 'It is Ada again.', evidence: [] };
  },
});
const app = testApp({ model });
const { say } = chatClient(app);
const log = async () => (await wholeLogs(app.current.database))[0];

describe('handing back to the agent', () => {
  it('has it answer once what the visitor wrote meanwhile', async () => {
    const { conv_id } = (await say('one')).json();
    const person = await operatorAt(app.current.parley, conv_id);
    await person.takesOver();
    await person.says('I look.');
    expect((await say('two', { conv_id })).json().reply).toBe('');
    await say('three', { conv_id });
    asked.length = 0;
    await person.handsBack();
    await expect.poll(async () => (await log())?.messages.length).toBe(7);
    expect(asked).toEqual([['two', 'three']]);
    const whole = await log();
    expect(whole?.messages.at(-1)).toMatchObject({ author: 'ai_assistant', content: 'It is Ada again.', ord: 7 });
    expect(whole?.events.slice(-4).map(({ type }) => type)).toEqual([
      'marker.added',
      'conversation.updated',
      'turn.queued',
      'message.sent',
    ]);
    expect(whole?.state).toMatchObject({ driver: 'ai', assigned_to: null, turns: [], people_were_here: true });
    await expect.poll(() => [...app.current.parley.deps.liveTurns]).toEqual([]);
  });

  it('leaves it silent where a person has answered, until the visitor writes', async () => {
    const { conv_id } = (await say('one')).json();
    const person = await operatorAt(app.current.parley, conv_id);
    await person.says('I look.');
    asked.length = 0;
    await person.handsBack();
    expect((await log())?.events.at(-1)?.type).toBe('conversation.updated');
    expect((await say('two', { conv_id })).json().reply).toBe('It is Ada again.');
    expect(asked).toEqual([['two']]);
  });

  it.each(['paused', 'archived'] as const)('is refused while the agent is %s', async (state) => {
    const { conv_id } = (await say('one')).json();
    const person = await operatorAt(app.current.parley, conv_id);
    await person.takesOver();
    await say('two', { conv_id });
    const { db } = app.current.database;
    await db.updateTable('agents').set({ state }).where('id', '=', app.current.first.chatbot_id).execute();
    await expect(person.handsBack()).rejects.toMatchObject({ code: 'conflict' });
    expect((await log())?.state).toMatchObject({ driver: 'human', turns: [] });
  });
});
