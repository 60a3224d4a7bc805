import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { colleague } from '../../support/colleague.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, type Visit, widgetStories } from '../../support/widget-stories.ts';

const model = scriptedModel(({ questions }) => `You said: ${questions.map(({ content }) => content).join(' and ')}.`);
const stories = widgetStories({ model });

/** Who has said what, as the log has it. */
async function logged(): Promise<string[]> {
  const [whole] = await wholeLogs(stories.app.current.database);
  const said = (whole?.messages ?? []).filter(({ is_welcome }) => !is_welcome);
  return said.map(({ author, content }) => `${author}: ${content}`);
}

type Listening = Window & { spoken: string[] };

/** From now on notes what a screen reader says by itself: each new text of a part that is live, and in nothing hidden. */
async function listens(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const root = document.querySelector('parley-widget')?.shadowRoot;
    if (!root) throw new Error('the widget is not there');
    const spoken: string[] = [];
    (window as unknown as Listening).spoken = spoken;
    const isLive = (element: Element): boolean => {
      const said = element.getAttribute('aria-live');
      if (said !== null) return said !== 'off';
      return /^(status|alert|log)$/.test(element.getAttribute('role') ?? '');
    };
    const nearest = (element: Element | null): Element | null =>
      element?.closest('[aria-live],[role=status],[role=alert],[role=log]') ?? null;
    new MutationObserver((changes) => {
      const changed = new Set<Element>();
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const live = nearest(element);
        if (live && isLive(live) && !live.closest('[aria-hidden=true]')) changed.add(live);
      }
      for (const live of changed) spoken.push(live.textContent ?? '');
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as Listening).spoken.filter((text) => text !== ''));
}

/** The names of what Tab reaches from the title of the window, until it comes round or leaves. */
async function tabbed({ page, widget }: Visit): Promise<string[]> {
  await widget.window.locator('.title').focus();
  const names: string[] = [];
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement;
      return element ? (element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '') : null;
    });
    if (name === null) return names;
    names.push(name);
  }
  return names;
}

describeStory('with a screen reader', { timeout: 60_000 }, () => {
  it('each reply is said once and whole, not piece by piece, whoever wrote it', async () => {
    await stories.configure({ popup_active: false });
    const visit = await stories.visit();
    const { page, widget } = visit;
    const release = model.holdAfterFirstWord();
    await widget.open();
    const spoken = await listens(page);
    await widget.says('Tell me of pens');
    await widget.log.locator('.draft').waitFor();
    expect(await spoken()).toEqual([]);
    release();
    await widget.said('You said: Tell me of pens.').waitFor();
    await eventually(spoken).toEqual(['Ada: You said: Tell me of pens.']);
    await widget.says('And of ink');
    await eventually(spoken).toEqual(['Ada: You said: Tell me of pens.', 'Ada: You said: And of ink.']);

    const [{ conversation_id: id = '' } = {}] = await stories.log();
    const june = await colleague(stories.app.current.parley, 'June Miller');
    await june.says(id, 'I have **both**.');
    await eventually(async () => (await spoken()).at(-1)).toBe('June Miller: I have both.');
    expect((await spoken()).filter((text) => text.includes('I have'))).toHaveLength(1);
    expect(await logged()).toEqual([
      'visitor: Tell me of pens',
      'ai_assistant: You said: Tell me of pens.',
      'visitor: And of ink',
      'ai_assistant: You said: And of ink.',
      'human_operator: I have **both**.',
    ]);
  });

  it('the window is a dialog with a log, in which each message says whose it is', async () => {
    const { widget } = await stories.visit();
    await widget.open();
    await widget.says('Who is who?');
    await widget.said('You said: Who is who?.').waitFor();
    expect(await widget.window.getAttribute('role')).toBe('dialog');
    expect(await widget.window.getAttribute('aria-label')).toBe('Ada');
    const snapshot = await widget.log.ariaSnapshot();
    const articles = snapshot.split('\n').filter((line) => /^\s*- (log|article)/.test(line));
    expect(articles.map((line) => line.trim().replace(/:$/, ''))).toEqual([
      '- log "Messages"',
      '- article "Ada"',
      '- article "You"',
      '- article "Ada"',
    ]);
    // Also for those who read line by line, where an article's name is not read.
    expect(await widget.log.getByRole('article', { name: 'You' }).locator('.bubble').textContent()).toBe(
      'You: Who is who?',
    );
    expect(await logged()).toEqual(['visitor: Who is who?', 'ai_assistant: You said: Who is who?.']);
  });

  it('the focus goes from the top to the input, in the order of what is seen, and stays in a question', async () => {
    await stories.configure({ attachments_active: true });
    const visit = await stories.visit();
    const { page, widget } = visit;
    await widget.open();
    await widget.says('In order');
    await widget.said('You said: In order.').waitFor();
    expect(await tabbed(visit)).toEqual([
      'Menu',
      'Close chat',
      'Messages',
      'This helped',
      'This did not help',
      'Talk to a person',
      'Your message',
      'Attach a file',
    ]);
    await widget.button('talkToPerson').click();
    const question = page.getByRole('dialog', { name: 'Talk to a person' });
    await question.waitFor();
    for (let presses = 0; presses < 5; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await question.evaluate((element) => element.matches(':focus-within'))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await eventually(() => widget.button('talkToPerson').evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await logged()).toEqual(['visitor: In order', 'ai_assistant: You said: In order.']);
  });
});

describeStory('motion', { timeout: 60_000 }, () => {
  /** What moves or would move: rules of animation and transition of all that is drawn of us, once each. */
  const moving = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const root = document.querySelector('parley-widget')?.shadowRoot;
      const rules = [...(root?.querySelectorAll('*') ?? [])].flatMap((element) =>
        ['', '::before', '::after'].flatMap((part) => {
          const { animationName, transitionDuration } = getComputedStyle(element, part || null);
          const isMoving = animationName !== 'none' || transitionDuration.split(', ').some((time) => time !== '0s');
          return isMoving ? [`${element.getAttribute('class')?.trim()}${part}`] : [];
        }),
      );
      return [...new Set(rules)];
    });

  it.each([
    ['reduce', true],
    ['no-preference', false],
  ] as const)(
    'is as the visitor has asked for (%s), in messages, typing and launcher',
    async (reducedMotion, isStill) => {
      await stories.configure({ popup_active: true, popup_text: 'Can I help you?', streaming_active: false });
      const { page, widget } = await stories.visit({ context: { reducedMotion } });
      await page.getByText('Can I help you?').waitFor();
      const beside = await moving(page);
      await widget.open();
      const release = model.holdAfterFirstWord();
      await widget.says('Be still');
      await widget.log.getByText('Ada is typing').waitFor({ state: 'attached' });
      const typing = await moving(page);
      release();
      await widget.said('You said: Be still.').waitFor();
      await widget.asksForPerson();
      await widget.said('A team member has been asked to join.').first().waitFor();
      const whole = [...beside, ...typing, ...(await moving(page))];
      if (isStill) expect(whole).toEqual([]);
      else expect(whole).toEqual(expect.arrayContaining(['pop', 'icon-button']));
      expect(await logged()).toEqual(['visitor: Be still', 'ai_assistant: You said: Be still.']);
    },
  );
});
