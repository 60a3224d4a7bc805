import { expect, it } from 'vitest';
import { changeChannelMessage } from '../../../src/commands/change-channel-message.ts';
import type { ChannelAccess } from '../../../src/commands/channel-access.ts';
import type { StoredChannel } from '../../../src/domain/channels/channel-state.ts';
import type { Signed } from '../../support/channel-kits/channel-kit.ts';
import { whatsappKit as kit } from '../../support/channel-kits/whatsapp.ts';
import { addChannel, deliver } from '../../support/channel-servers.ts';
import { deskOf } from '../../support/desk.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { operatorAt } from '../../support/operator.ts';
import { platforms } from '../../support/platforms.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const fake = await platforms({ graph: kit.routes });
const stories = inboxStories({
  model: scriptedModel(({ questions }) => `You said: ${questions.at(-1)?.content}`),
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    allowPrivateUrls: [fake.origin],
  },
});

const HOUR_MS = 60 * 60 * 1_000;
const REFUSED = { status: 400, json: { error: { message: '(#131051) Unsupported message type', code: 131051 } } };
const db = () => stories.app.current.database.db;
const parts = () => db().selectFrom('channel_parts').selectAll().orderBy('ord').execute();
const sends = () => fake.asked(kit.sends).length;

/** A conversation on WhatsApp, in which the visitor has said something and the agent has answered. */
async function began(text = 'Where is my order?') {
  const channel = await addChannel(stories.app.current, kit, fake);
  await db().updateTable('channels').set({ name: 'Shop in Kraków' }).execute();
  await hears(channel, kit.says({ n: 1, text }, 1));
  await eventually(async () => (await parts()).map(({ state }) => state)).toEqual(['sent']);
  const { id } = await db().selectFrom('conversations').select('id').executeTakeFirstOrThrow();
  return { channel, id };
}

async function hears(channel: StoredChannel, signed: Signed | undefined): Promise<void> {
  if (signed) expect((await deliver(stories.app.current.parley, channel, signed)).statusCode).toBe(200);
}

const change = (channel: StoredChannel, kind: 'edited' | 'deleted', n: number, markdown = '') =>
  changeChannelMessage(
    stories.app.current.parley.deps,
    { channel } as ChannelAccess,
    {
      kind,
      key: `${kind} ${n}`,
      target: `wamid.HBgLNDg1MDEyMzQ1Njc=${n}`,
      message: { markdown },
      at: new Date(),
    } as Parameters<typeof changeChannelMessage>[2],
  );

/** As if the visitor had last written so long ago. */
const lastHeard = (agoMs: number) =>
  db()
    .updateTable('channel_conversations')
    .set({ last_received_at: new Date(Date.now() - agoMs) })
    .execute();

describeStory('a conversation on WhatsApp', { timeout: 90_000 }, () => {
  it('shows how far each message came, while it comes, and sends again what did not arrive', async () => {
    const { channel, id } = await began();
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    const row = (text: string) => desk.messages.getByRole('article').filter({ hasText: text });
    const reply = row('You said: Where is my order?');
    await reply.getByText('Sent', { exact: true }).waitFor();
    const sentId = (await parts())[0]?.external_id ?? '';
    await hears(channel, kit.receipt?.(sentId, 'delivered', 1));
    await reply.getByText('Delivered', { exact: true }).waitFor();
    await hears(channel, kit.receipt?.(sentId, 'read', 1));
    await reply.getByText('Read', { exact: true }).waitFor();
    await desk.details.getByText('Shop in Kraków').waitFor();
    // The platform vouches for whose number it is.
    expect(await desk.details.getByText('Not verified').count()).toBe(0);

    fake.script(kit.sends, REFUSED);
    await desk.says('It left us today.');
    const failed = row('It left us today.');
    await failed.getByText('Not delivered').waitFor();
    await failed.getByText('The platform did not take it.').waitFor();
    await failed.getByText('Unsupported message type').waitFor();
    const before = sends();
    await failed.getByRole('button', { name: 'Send again' }).click();
    await failed.getByText('Sent', { exact: true }).waitFor();
    expect(await failed.getByText('Not delivered').count()).toBe(0);
    expect(sends()).toBe(before + 1);

    fake.script(kit.sends, 'drop');
    await desk.says('You get a number.');
    const lost = row('You get a number.');
    await lost.getByText('May have arrived; it is not sent again by itself').waitFor();
    await lost.getByRole('button', { name: 'Send again' }).click();
    const asking = desk.page.getByRole('dialog', { name: 'Send it again?' });
    await asking.getByText('the visitor may then have it twice').waitFor();
    await shoot(desk.page, 'inbox-channel-twice');
    await asking.getByRole('button', { name: 'Send again' }).click();
    await lost.getByText('Sent', { exact: true }).waitFor();
    expect(sends()).toBe(before + 3);

    await change(channel, 'edited', 1, 'Where are my *two* orders?');
    await row('Where are my two orders?').getByText('Edited').waitFor();
    await hears(channel, kit.says({ n: 2, text: 'Never mind' }, 1));
    await desk.said('Never mind').waitFor();
    await change(channel, 'deleted', 2);
    await desk.said('The visitor took this message back').waitFor();
    expect(await desk.said('Never mind').count()).toBe(0);
    await desk.hasNoComplaint();
  });

  it('says when the window closes, and offers a template once it has', async () => {
    const { channel, id } = await began();
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    const { page } = desk;
    await desk.said('Where is my order?').waitFor();
    expect(await page.getByText(/You can write until/).count()).toBe(0);
    await lastHeard(23 * HOUR_MS);
    await page.reload();
    await page.getByText(/^You can write until \d+:\d\d/).waitFor();
    await shoot(page, 'inbox-channel-closing');
    await lastHeard(25 * HOUR_MS);
    await page.reload();
    await page.getByText('The platform takes no messages at the moment').waitFor();
    await desk.says('It is on its way.');
    await desk.messages.getByText('Waits until the visitor writes again').waitFor();

    await desk.button('Send a template').click();
    const dialog = page.getByRole('dialog', { name: 'Send a template' });
    const send = dialog.getByRole('button', { name: 'Send template' });
    await dialog.getByLabel('Text for 1').fill('Zoë');
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByLabel('Text for 2').fill('4421');
    const words = 'Hello Zoë, your order 4421 is on its way, Zoë.';
    await eventually(() =>
      dialog.getByRole('region', { name: 'This is what the visitor reads' }).textContent(),
    ).toContain(words);
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, 'inbox-channel-template');
    await send.click();
    const row = desk.messages.getByRole('article').filter({ hasText: words });
    await row.getByText('Sent', { exact: true }).waitFor();
    await row.getByText('order_update').waitFor();
    expect(await dialog.count()).toBe(0);
    await shoot(page, 'inbox-channel-template-sent');

    await hears(channel, kit.says({ n: 2, text: 'Thank you' }, 1));
    await eventually(() => page.getByText('The platform takes no messages at the moment').count()).toBe(0);
    await desk.messages
      .getByRole('article')
      .filter({ hasText: 'It is on its way.' })
      .filter({ hasText: 'Sent' })
      .first()
      .waitFor();
    await desk.hasNoComplaint();
  });

  it('says that nothing is brought any more once the channel is deleted', async () => {
    const { id } = await began();
    await db().deleteFrom('channels').execute();
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    await desk.page.getByText('what you write does not reach the visitor').waitFor();
    await desk.details.getByText('This channel has been deleted since').waitFor();
    await shoot(desk.page, 'inbox-channel-gone');
    await desk.hasNoComplaint();
  });

  it.each([
    ['en', 'light', 1440],
    ['en', 'dark', 390],
    ['ar', 'light', 390],
    ['ar', 'dark', 1440],
    ['de', 'light', 1024],
    ['pl', 'light', 1440],
  ] as const)(
    'shows every state without faults that axe finds in %s, %s, %i wide',
    async (locale, colorScheme, width) => {
      const { id } = await everyState();
      const at = await stories.colleague({
        name: 'Kim Park',
        context: { locale, colorScheme, viewport: { width, height: 1_400 } },
      });
      await at.open(`conversations/${id}`);
      const { page } = at;
      const messages = page.getByRole('article');
      await eventually(() => messages.count()).toBeGreaterThan(6);
      await eventually(() => page.getByText('Unsupported message type').count()).toBe(1);
      expect(await axeFaults(page)).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider).toBe(0);
      await shoot(page, `inbox-channel-${locale}-${colorScheme}-${width}`);
      await messages.first().scrollIntoViewIfNeeded();
      await shoot(page, `inbox-channel-${locale}-${colorScheme}-${width}-above`);
      expect(at.complaints).toEqual([]);
    },
  );
});

/** A conversation with a message in each state. */
async function everyState() {
  const { channel, id } = await began('Where are my orders?');
  const operator = await operatorAt(stories.app.current.parley, id);
  const isDone = () =>
    eventually(async () => (await parts()).some(({ state }) => state === 'waiting' || state === 'sending')).toBe(false);
  const sentId = async () => (await parts()).findLast(({ state }) => state === 'sent')?.external_id ?? '';
  const says = async (text: string) => {
    const count = (await parts()).length;
    await operator.says(text);
    await eventually(async () => (await parts()).length).toBe(count + 1);
    await isDone();
  };
  await hears(channel, kit.receipt?.(await sentId(), 'read', 1));
  await change(channel, 'edited', 1, 'Where are my **two** orders?');
  await operator.takesOver();
  fake.script(/files/, { status: 404, json: {} });
  await hears(channel, kit.sendsFile?.({ n: 3, text: 'This is the bill' }, 1));
  await hears(channel, kit.says({ n: 4, text: 'Forget it' }, 1));
  await change(channel, 'deleted', 4);
  await says('I look for them.');
  await hears(channel, kit.receipt?.(await sentId(), 'delivered', 1));
  await says('One has left us.');
  fake.script(kit.sends, REFUSED);
  await says('The other one is here still, as a part of it was out of stock.');
  fake.script(kit.sends, 'drop');
  await says('You get a number by mail.');
  fake.script(kit.sends, kit.answers.windowClosed ?? 'drop');
  await says('Is there anything else?');
  await lastHeard(25 * HOUR_MS);
  // Said by the agent before the person came: it never went out.
  const key = { state: 'dropped', reason: 'taken_over', detail: 'A person has taken the conversation over.' } as const;
  const dropped = { status: key.state, reason: key.reason, detail: key.detail };
  const { ord } = await db()
    .selectFrom('messages')
    .select('ord')
    .where('content', '=', 'One has left us.')
    .executeTakeFirstOrThrow();
  await db()
    .updateTable('messages')
    .set({ delivery: JSON.stringify(dropped) })
    .where('ord', '=', ord)
    .execute();
  return { id };
}
