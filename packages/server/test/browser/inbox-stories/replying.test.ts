import { expect, it } from 'vitest';
import { importArticles } from '../../../src/commands/import-articles.ts';
import { deskOf } from '../../support/desk.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const stories = inboxStories();

const log = async () => {
  const [whole] = await wholeLogs(stories.app.current.database);
  if (!whole) throw new Error('there is no conversation');
  return whole;
};

/** Kim, who has a conversation. */
async function kimWith(text: string) {
  const kim = await stories.colleague({ name: 'Kim Park' });
  const visitor = { name: 'June *Park*', email: null, phone: null, label: null };
  const { id } = await storeConversation(stories.app.current, {
    driver: 'human',
    assignedTo: kim.userId,
    text,
    visitor,
    metadata: { order: '4421' },
  });
  return { kim, id };
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describeStory('replying', { timeout: 60_000 }, () => {
  it('keeps what was begun over a reload, fills canned replies, and says everything once', async () => {
    const { kim, id } = await kimWith('Where is my order?');
    const desk = await deskOf(kim, id);
    await kim.page.evaluate(async (workspace) => {
      const body = {
        shortcut: 'way',
        title: 'On its way',
        body: 'Dear {{visitor_name}}, order {{metadata.order}} is on its way.',
      };
      await fetch(`/inbox/api/${workspace}/inbox/canned-replies`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    }, kim.workspaceId);
    await kim.page.keyboard.press('r');
    await desk.reply.pressSequentially('/wa');
    await kim.page.getByRole('option', { name: /way/ }).waitFor();
    await kim.page.keyboard.press('Enter');
    const filled = 'Dear June \\*Park\\*, order 4421 is on its way.';
    await eventually(() => desk.reply.inputValue()).toBe(filled);
    await kim.page.locator('input[type=file]').setInputFiles([
      { name: 'label.png', mimeType: 'image/png', buffer: PNG },
      { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ]);
    await kim.page.getByText('Only pictures, PDFs, office documents and plain text can be sent.').waitFor();
    await desk.button('Remove setup.exe').click();
    await kim.page.getByRole('progressbar').waitFor({ state: 'detached' });
    await kim.page.reload();
    await eventually(() => desk.reply.inputValue()).toBe(filled);
    await desk.button('Remove label.png').waitFor();
    await shoot(kim.page, 'inbox-composer');

    // The server takes it, and its answer is lost on the way.
    let attempts = 0;
    await kim.page.route(/\/inbox\/conversations\/[\w-]+\/messages$/, async (route) => {
      attempts += 1;
      if (attempts > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await desk.reply.press('Control+Enter');
    expect(await desk.reply.inputValue()).toBe('');
    await eventually(() => attempts).toBe(2);
    await eventually(() => desk.messages.getByText('Sending …').count()).toBe(0);
    await desk.messages.getByRole('img', { name: 'label.png' }).waitFor();
    await desk.said('Dear June *Park*, order 4421 is on its way.').waitFor();
    await kim.page.reload();
    await desk.said('Dear June *Park*, order 4421 is on its way.').waitFor();
    expect(await desk.reply.inputValue()).toBe('');
    const { messages } = await log();
    expect(messages.map(({ author, content }) => [author, content])).toEqual([
      ['visitor', 'Where is my order?'],
      ['human_operator', filled],
    ]);
    expect(messages[1]?.attachments).toMatchObject([{ name: 'label.png', content_type: 'image/png' }]);
    expect(await kim.page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|outbox/.test(key)))).toEqual(
      [],
    );
    expect(kim.complaints.filter((line) => !line.includes('ERR_FAILED'))).toEqual([]);
  });

  it('has the agent write a draft with its sources, which open as they stood, and says so when it does not know', async () => {
    const { parley, first } = stories.app.current;
    const content = 'We ship to many places. Delivery to Norway takes nine working days. Islands take longer.';
    await importArticles(parley.deps, {
      agentId: first.chatbot_id,
      articles: [{ type: 'Article', title: 'Delivery', content }],
    });
    const { kim, id } = await kimWith('How long does delivery to Norway take?');
    const desk = await deskOf(kim, id);
    await desk.button('Draft by the agent').click();
    await eventually(() => desk.reply.inputValue()).toContain('nine working days');
    await kim.page.getByText('The agent wrote this draft from these sources.').waitFor();
    await kim.page
      .getByRole('list', { name: 'Sources of the draft' })
      .getByRole('button', { name: 'Delivery' })
      .click();
    const sheet = kim.page.getByRole('dialog', { name: 'Delivery' });
    await eventually(() => sheet.locator('mark').allTextContents()).toContain(
      'Delivery to Norway takes nine working days.',
    );
    await shoot(kim.page, 'inbox-source');
    await kim.page.keyboard.press('Escape');
    // Nothing was said by it.
    expect((await log()).messages).toHaveLength(1);

    const other = await storeConversation(stories.app.current, {
      driver: 'human',
      assignedTo: kim.userId,
      text: 'Can you recommend a dentist in Kraków?',
    });
    const second = await deskOf(kim, other.id);
    await second.button('Draft by the agent').click();
    await kim.page.getByText('The agent does not know: nothing in its knowledge supports an answer.').waitFor();
    expect(await second.reply.inputValue()).toBe('');
    expect(kim.complaints).toEqual([]);
  });
});
