import { beforeEach, describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { type TestVisitor, visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const agent = agentApi(app);
const workspace = workspaceApi(app);
let june: TestVisitor;
let conversation: string;

beforeEach(async () => {
  await setWidget(app.current, { ratingActive: true, ratingQuestions: ['HELPFUL_THUMBS', 'EXPERIENCE_THUMBS'] });
  june = await visitorAt(app.current.parley);
  conversation = (await june.says('What do you know?')).conversation_id;
});

const rate = (rating: object, visitor = june) =>
  visitor.call('PUT', `/conversations/${conversation}/rating`, { rating });
const shown = async () => (await agent('GET', `/v1/api_core/conversations/${conversation}`)).body.rating;
const ratedEvents = async () =>
  (await workspace('GET', `/conversations/${conversation}/events?limit=100`)).body.data.filter(
    ({ type }: { type: string }) => type === 'conversation.rated',
  );

describe('the rating at the end', () => {
  it('answers what is asked, can be changed, and is told as an event', async () => {
    expect(await shown()).toBeNull();
    expect((await rate({ answers: { HELPFUL_THUMBS: 'positive' }, comment: null })).json()).toEqual({ is_done: true });
    expect(await shown()).toEqual({ answers: { HELPFUL_THUMBS: 'positive' }, comment: null });
    const changed = { answers: { HELPFUL_THUMBS: 'negative', EXPERIENCE_THUMBS: 'neutral' }, comment: 'Too slow' };
    await rate(changed);
    await rate(changed);
    expect(await shown()).toEqual(changed);
    expect((await ratedEvents()).map(({ data }: { data: object }) => data)).toEqual([
      { rating: { answers: { HELPFUL_THUMBS: 'positive' }, comment: null } },
      { rating: changed },
    ]);
    expect((await june.events(conversation)).filter(({ type }) => type === 'rating').at(-1)).toMatchObject({
      rating: changed,
    });
  });

  it('is taken of a conversation that has ended too', async () => {
    await workspace('PATCH', `/conversations/${conversation}`, { status: 'closed' });
    expect((await rate({ answers: { HELPFUL_THUMBS: 'positive' }, comment: null })).statusCode).toBe(200);
  });

  it('is refused for what is not asked, for nothing at all, and for answers that are none', async () => {
    await setWidget(app.current, { ratingQuestions: ['HELPFUL_THUMBS'] });
    const other = await rate({ answers: { EXPERIENCE_THUMBS: 'positive' }, comment: null });
    expect([other.statusCode, other.json().error]).toEqual([400, 'unknown_question']);
    expect((await rate({ answers: {}, comment: '  ' })).json().error).toBe('empty_rating');
    expect((await rate({ answers: { HELPFUL_THUMBS: 5 }, comment: null })).statusCode).toBe(400);
    expect((await rate({ answers: { COLOUR: 'positive' }, comment: null })).statusCode).toBe(400);
    await setWidget(app.current, { ratingActive: false });
    const off = await rate({ answers: { HELPFUL_THUMBS: 'positive' }, comment: null });
    expect([off.statusCode, off.json().error]).toEqual([403, 'rating_off']);
    expect(await ratedEvents()).toEqual([]);
  });

  it('is given by the visitor of the conversation only', async () => {
    const other = await visitorAt(app.current.parley);
    expect((await rate({ answers: { HELPFUL_THUMBS: 'negative' }, comment: null }, other)).statusCode).toBe(404);
    expect(await shown()).toBeNull();
  });
});

describe('what visitors are asked at the end', () => {
  const PATH = '/v1/api/conversation_ratings/configuration';
  const DEFAULTS = {
    conv_rating_active: false,
    conv_rating_popup_active: false,
    conv_rating_question_codes: ['HELPFUL_THUMBS', 'EXPERIENCE_THUMBS'],
  };
  beforeEach(() => setWidget(app.current, { ratingActive: false }));

  it('is read and changed, and the whole is told', async () => {
    expect((await agent('GET', PATH)).body).toEqual(DEFAULTS);
    const on = { conv_rating_active: true, conv_rating_popup_active: true };
    expect((await agent('PATCH', PATH, { body: on })).body).toEqual({ ...DEFAULTS, ...on });
    const one = { conv_rating_question_codes: ['HELPFUL_THUMBS'] };
    expect((await agent('PATCH', PATH, { body: one })).body).toEqual({ ...on, ...one });
    expect((await agent('GET', PATH)).body).toEqual({ ...on, ...one });
  });

  it.each([
    [[], 'must have at least 1 item'],
    [['HELPFUL_THUMBS', 'EXPERIENCE_THUMBS', 'HELPFUL_THUMBS'], 'must have at most 2 items'],
    ['HELPFUL_THUMBS', 'must be an array'],
  ])('is not changed to the questions %j, and says why in words', async (codes, why) => {
    const refused = await agent('PATCH', PATH, { body: { conv_rating_question_codes: codes } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.root).toMatchObject([{ message: `conv_rating_question_codes ${why}.` }]);
    expect((await agent('GET', PATH)).body).toEqual(DEFAULTS);
  });

  it.each([
    { conv_rating_active: true },
    { conv_rating_popup_active: true },
    { conv_rating_active: true, conv_rating_popup_active: false },
    { conv_rating_active: false, conv_rating_popup_active: true, conv_rating_question_codes: ['HELPFUL_THUMBS'] },
  ])('is not changed by %j, where asking and its popup would differ', async (body) => {
    const refused = await agent('PATCH', PATH, { body });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('conv_rating_popup_active must equal conv_rating_active');
    expect((await agent('GET', PATH)).body).toEqual(DEFAULTS);
  });

  it('is made of questions that there are, each once', async () => {
    for (const codes of [[], ['COLOUR'], ['HELPFUL_THUMBS', 'HELPFUL_THUMBS']]) {
      const refused = await agent('PATCH', PATH, { body: { conv_rating_question_codes: codes } });
      expect(refused.status).toBe(422);
    }
    expect((await agent('GET', PATH)).body).toEqual(DEFAULTS);
  });
});
