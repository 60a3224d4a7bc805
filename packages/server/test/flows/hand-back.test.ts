import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLanguageModel, parseModelSpec } from '../../src/agent/models/language-models.ts';
import { createModel } from '../../src/agent/models/respond.ts';
import type { Model } from '../../src/domain/turn/turn-context.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { type FakeBehaviour, type FakeOpenAi, startFakeOpenAi } from '../support/fake-openai.ts';
import { type Operator, operatorAt } from '../support/operator.ts';
import { testModel } from '../support/parts.ts';

const ARTICLE = 'Delivery takes three to five working days. Express delivery takes one day and costs 12 euros.';

let model: Model;
const app = testApp({ model: { respond: (context, options) => model.respond(context, options) } });
const { say } = chatClient(app);
const api = agentApi(app);

let conv_id: string | undefined;
let person: Operator;
beforeEach(async () => {
  conv_id = undefined;
  await api('POST', '/v1/api/knowledge_base/articles', { body: { title: 'Delivery', content: ARTICLE } });
});

async function visitor(text: string): Promise<string> {
  const answer = await say(text, { conv_id });
  if (conv_id === undefined) {
    conv_id = answer.json().conv_id as string;
    person = await operatorAt(app.current.parley, conv_id);
  }
  return answer.json().reply;
}

const state = () => app.current.database.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
const said = async () => {
  const rows = await app.current.database.db
    .selectFrom('messages')
    .select(['author', 'content'])
    .orderBy('ord')
    .execute();
  return rows.map(({ author, content }) => `${author}: ${content}`);
};
/** What the agent says unasked after a hand-back, once it has. */
const unasked = async (count: number) => {
  await expect.poll(async () => (await said()).length).toBe(count);
  return (await said()).at(-1);
};

describe('the built-in model, after people had the conversation', () => {
  beforeEach(async () => {
    model = await testModel();
  });

  it('neither repeats the hand-off that was asked for, nor is it silent', async () => {
    expect(await visitor('I want to talk to a person')).toMatch(/asked a person/);
    await person.takesOver();
    await person.says('Hello, Eva here. It is settled.');
    await person.handsBack();
    expect(await visitor('How long does delivery take?')).toMatch(/three to five working days/);
    expect(await state()).toMatchObject({ driver: 'ai', progress: 'open' });
    expect(await visitor('And what does express cost?')).toMatch(/12 euros/);
  });

  it('does not take a «yes» for one to an offer from before', async () => {
    expect(await visitor('Do you sell unicorns on the moon?')).toMatch(/Shall I ask a person/);
    await person.takesOver();
    await person.handsBack();
    expect(await visitor('yes')).not.toMatch(/asked a person/);
    expect(await state()).toMatchObject({ driver: 'ai' });
  });

  it('answers once what the visitor wrote to people in vain, and hears no wish in it that they have heard', async () => {
    await visitor('I want to talk to a person');
    await visitor('Hello? I want to talk to a person!');
    await visitor('How long does delivery take?');
    await person.handsBack();
    expect(await unasked(6)).toMatch(/ai_assistant: .*three to five working days/);
    expect(await state()).toMatchObject({ driver: 'ai', turns: [] });
  });

  it('is not silent where all that was written was the wish', async () => {
    await visitor('I want to talk to a person');
    await visitor('I want to talk to a person!!');
    await person.handsBack();
    expect(await unasked(5)).toBe('ai_assistant: All right. What else can I do for you?');
    expect(await state()).toMatchObject({ driver: 'ai' });
  });

  it('brings a person when the visitor asks for one anew', async () => {
    await visitor('I want to talk to a person');
    await person.takesOver();
    await person.handsBack();
    expect(await visitor('I want to talk to a person')).toMatch(/asked a person/);
    expect(await state()).toMatchObject({ driver: 'queue' });
  });

  it('answers what the visitor asks when they reopen what people resolved', async () => {
    await visitor('I want to talk to a person');
    await person.takesOver();
    await visitor('Where are you?');
    await person.sets({ status: 'resolved' });
    expect(await visitor('How long does delivery take?')).toMatch(/three to five working days/);
    await person.sets({ status: 'closed' });
    await person.reopens('agent');
    expect(await visitor('And what does express cost?')).toMatch(/12 euros/);
  });
});

describe('a model of a vendor, after people had the conversation', () => {
  let fake: FakeOpenAi;
  let behaviour: FakeBehaviour;
  const small: FakeBehaviour = { type: 'reply', text: 'Sure.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>' };
  const callsAPerson: FakeBehaviour = {
    type: 'reply',
    text: '',
    toolCalls: [{ id: 'call', name: 'ask_a_person', arguments: '{}' }],
  };
  beforeAll(async () => {
    fake = await startFakeOpenAi(() => behaviour);
  });
  beforeEach(async () => {
    behaviour = small;
    const spec = parseModelSpec('compatible/fake');
    const languageModel = await createLanguageModel({ spec, apiKey: 'key', baseUrl: fake.url });
    model = createModel({ languageModel, name: 'compatible/fake' });
  });
  afterAll(() => fake.close());

  const shown = () => {
    const { body } = fake.requests.at(-1) ?? { body: undefined };
    const prompt = JSON.stringify(body?.messages.filter(({ role }) => role === 'user')).replaceAll('\\n', '\n');
    return { prompt: prompt.replaceAll('\\"', '"'), tools: body?.tools?.map((tool) => tool.function.name) ?? [] };
  };

  it('is shown the stretch as ended, from the wish for people to their last word', async () => {
    behaviour = callsAPerson;
    await visitor('A human, please');
    await person.takesOver();
    await person.says('Eva here, all is settled.');
    await person.handsBack();
    behaviour = small;
    expect(await visitor('And delivery?')).toBe('Sure.');
    const { prompt, tools } = shown();
    const [, stretch = ''] = /<people-\w+ state="ended">([\s\S]*)<\/people-\w+>/.exec(prompt) ?? [];
    expect(stretch).toContain('A human, please');
    expect(stretch).toContain('Eva here, all is settled.');
    expect(stretch).not.toContain('And delivery?');
    expect(prompt).toMatch(/<question-\w+ number="5" author="visitor">\nAnd delivery\?/);
    expect(tools).toContain('ask_a_person');
  });

  it('cannot call people again for what they have heard', async () => {
    behaviour = callsAPerson;
    await visitor('A human, please');
    await visitor('A human!!');
    await person.handsBack();
    expect(await unasked(5)).toMatch(/Shall I ask a person/);
    const { prompt, tools } = shown();
    expect(prompt).toMatch(/<question-\w+ number="4" author="visitor" person="ended">\nA human!!/);
    expect(tools).not.toContain('ask_a_person');
    expect(await state()).toMatchObject({ driver: 'ai', turns: [] });
    expect(await visitor('Yes')).toMatch(/asked a person/);
  });
});
