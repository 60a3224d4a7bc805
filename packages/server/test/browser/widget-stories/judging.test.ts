import { expect, it } from 'vitest';
import { scriptedModel } from '../../support/scripted-model.ts';
import { describeStory, eventually, type Visit, widgetStories } from '../../support/widget-stories.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}`);
const stories = widgetStories({ model });

const of = async (type: string) => (await stories.log()).filter((event) => event.type === type);

async function begin({ widget }: Visit): Promise<string> {
  await widget.open();
  await widget.says('Hello');
  await widget.said('You said: Hello').first().waitFor();
  const [{ conversation_id: id = '' } = {}] = await stories.log();
  return id;
}

async function shoot({ page }: Visit, name: string): Promise<void> {
  const folder = process.env.PARLEY_TEST_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/judging-${name}.png` });
}

describeStory('a thumb', { timeout: 60_000 }, () => {
  it('shows in every tab, and its comment is thanked for where it was written', async () => {
    const first = await stories.visit();
    await begin(first);
    const second = await stories.visit({ beside: first });
    await second.widget.openAgain();
    const pressed = ({ widget }: Visit) => widget.button('helpful').last().getAttribute('aria-pressed');
    await second.widget.said('You said: Hello').first().waitFor();
    expect(await pressed(second)).toBe('false');
    await first.widget.button('helpful').last().click();
    await eventually(() => pressed(second)).toBe('true');
    await first.widget.log.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('Quick');
    await first.widget.button('sendComment').click();
    await first.widget.log.getByText('Thank you for telling us.').waitFor();
    await shoot(first, 'thanked');
    await eventually(async () => (await of('message.rated')).map(({ data }) => data.feedback)).toEqual([
      { rating: 'positive', comment: null },
      { rating: 'positive', comment: 'Quick' },
    ]);
  });

  it('stands once under replies that belong together', async () => {
    const visit = await stories.visit();
    const { widget } = visit;
    const id = await begin(visit);
    await stories.call('PATCH', `/conversations/${id}`, { status: 'open' });
    for (const text of ['One', 'Two', 'Three']) await stories.call('POST', `/conversations/${id}/messages`, { text });
    await widget.said('Three').waitFor();
    await shoot(visit, 'group');
    const thumbs = widget.log.getByRole('article').filter({ has: widget.button('helpful') });
    expect(await thumbs.filter({ hasText: /One|Two/ }).count()).toBe(0);
    expect(await thumbs.filter({ hasText: 'Three' }).count()).toBe(1);
    expect((await of('message.sent')).length).toBeGreaterThanOrEqual(4);
  });
});

describeStory('the rating of a conversation', { timeout: 60_000 }, () => {
  it('is three faces first, is thanked for, and begins with what was said when it is changed', async () => {
    const asked = { conv_rating_active: true, conv_rating_popup_active: true };
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', { body: asked });
    const visit = await stories.visit();
    const { page, widget } = visit;
    const id = await begin(visit);
    await stories.call('PATCH', `/conversations/${id}`, { status: 'resolved' });
    await widget.rating.waitFor();
    await shoot(visit, 'faces');
    const comment = widget.rating.getByRole('textbox');
    expect(await comment.count()).toBe(0);
    await widget.rating.getByRole('button', { name: 'Okay' }).first().click();
    await comment.fill('It took a while');
    await shoot(visit, 'chosen');
    await widget.rating.getByRole('button', { name: 'Send' }).click();
    await widget.log.getByText('Thank you for telling us.').waitFor();
    await shoot(visit, 'rated');
    await eventually(() => of('conversation.rated')).toHaveLength(1);

    await widget.chooses('rate');
    const sheet = page.getByRole('dialog', { name: 'Rate this conversation' });
    expect(await sheet.getByRole('textbox').inputValue()).toBe('It took a while');
    await sheet.getByRole('button', { name: 'Good' }).first().click();
    await shoot(visit, 'sheet');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await eventually(async () => (await of('conversation.rated')).map(({ data }) => data.rating)).toEqual([
      { answers: { HELPFUL_THUMBS: 'neutral' }, comment: 'It took a while' },
      { answers: { HELPFUL_THUMBS: 'positive' }, comment: 'It took a while' },
    ]);
  });
});
