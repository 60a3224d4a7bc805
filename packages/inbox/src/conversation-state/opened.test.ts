import type { InboxConversation, InboxMessage, LiveEvent, WorkspaceMessage } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { textOf } from './entry-of-event.ts';
import { opened, openedAgain, withEvent, withEvents, withOlder, withRead, withSeen } from './opened.ts';
import type { OpenedConversation } from './opened-conversation.ts';
import { deliveryOf, editedAtOf, isTakenBack } from './told-of-message.ts';

const AT = '2026-05-22T14:08:42.000+00:00';
const nobody = { id: null, name: null, avatar_url: null, is_member: false };

function message(text: string, author: 'visitor' | 'ai_assistant' | 'human_operator'): WorkspaceMessage {
  const part = { object: 'message_part', id: `part of ${text}`, type: 'text', order: 0, text, created_at: AT } as const;
  const empty = {
    tool_name: null,
    tool_call_id: null,
    tool_input: null,
    tool_output: null,
    tool_error_text: null,
    file_url: null,
    file_media_type: null,
    file_filename: null,
  };
  return {
    object: 'message',
    id: text,
    conversation_id: 'c',
    role: author === 'visitor' ? 'user' : 'assistant',
    metadata: { author },
    parts: [{ ...part, ...empty }],
    created_at: AT,
  };
}

function entry(seq: number, ord: number, text: string, type: 'visitor' | 'ai_assistant' = 'visitor'): InboxMessage {
  return {
    object: 'inbox_message',
    seq,
    ord,
    message: message(text, type),
    author: { ...nobody, type, name: 'known' },
    is_welcome: false,
    handoff_state: null,
    kind: null,
    answers: null,
    sources: [],
    attachments: [],
    feedback: null,
    client_metadata: null,
    has_insights: false,
    is_seen: type === 'visitor' ? null : false,
  };
}

/** A conversation as it was read, of which only what matters here is there. */
const read = (seq: number, messages: readonly InboxMessage[], more: object = {}): InboxConversation =>
  ({
    seq,
    conversation: { id: 'c', status: 'bot_active', contact_name: 'June', assigned_to: null, title: null },
    source: 'widget',
    driver: 'ai',
    progress: 'open',
    unread: false,
    messages,
    message_count: 40,
    has_older: true,
    notes: [],
    pending_turns: [],
    metadata: {},
    unverified_keys: [],
    tag_ids: [],
    languages: {},
    chatbot: { name: 'Ada', avatar_url: null },
    visitor: { seen: { ord: 3, at: AT } },
    ...more,
  }) as unknown as InboxConversation;

const place = (seq: number) => ({ conversation_id: 'c', chatbot_id: 'a', seq, created_at: AT });
const received = (seq: number, ord: number, text: string): LiveEvent => ({
  type: 'message.received',
  ...place(seq),
  data: { ord },
  message: message(text, 'visitor'),
});
const sent = (seq: number, ord: number, text: string, data: object = {}): LiveEvent => ({
  type: 'message.sent',
  ...place(seq),
  data: { ord, ...data },
  message: message(text, 'by' in data ? 'human_operator' : 'ai_assistant'),
});
const queued = (seq: number, ord: number): LiveEvent => ({
  type: 'turn.queued',
  ...place(seq),
  data: { turn_id: `turn ${ord}`, ord },
});

const start = opened(read(10, [entry(8, 30, 'one'), entry(9, 31, 'two', 'ai_assistant')]));
const texts = ({ entries }: OpenedConversation) => entries.map((one) => `${one.seq} ${textOf(one)}`);

describe('an open conversation', () => {
  it('goes on with the events after what was read, each once', () => {
    const one = withEvent(start, received(11, 32, 'three'));
    expect([one.outcome, texts(one.view)]).toEqual(['applied', ['8 one', '9 two', '11 three']]);
    expect(withEvent(one.view, received(11, 32, 'three'))).toEqual({ view: one.view, outcome: 'seen' });
    expect(withEvent(one.view, received(13, 34, 'five')).outcome).toBe('gap');
    expect(one.view.entries.at(-1)).toMatchObject({ ord: 32, author: { type: 'visitor', name: 'June' } });
  });

  it('says who spoke as far as the event tells, and reads the rest', () => {
    const by = { type: 'operator', id: 'kim' };
    const { view } = withEvents(start, [
      received(11, 32, 'three'),
      sent(12, 33, 'four', { by }),
      sent(13, 34, 'five', { answers: 32 }),
    ]);
    expect(view.entries.slice(-2).map(({ author }) => [author.type, author.id, author.name])).toEqual([
      ['operator', 'kim', null],
      ['ai_assistant', null, 'Ada'],
    ]);
    expect(view.sketchedFrom).toBe(11);
    const partly = withRead(view, [entry(11, 32, 'three'), entry(12, 33, 'four')]);
    expect(partly.sketchedFrom).toBe(13);
    const whole = withRead(partly, [entry(13, 34, 'five', 'ai_assistant')]);
    expect(whole.sketchedFrom).toBeNull();
    expect(texts(whole)).toEqual(['8 one', '9 two', '11 three', '12 four', '13 five']);
    expect(whole.entries.at(-1)?.author.name).toBe('known');
  });

  it('puts older messages before what is there, and judges the right one', () => {
    const older = withOlder(start, [entry(5, 28, 'minus one'), entry(7, 29, 'zero', 'ai_assistant')], false);
    expect([texts(older), older.hasOlder]).toEqual([['5 minus one', '7 zero', '8 one', '9 two'], false]);
    const rated: LiveEvent = {
      type: 'message.rated',
      ...place(11),
      data: { ord: 29, feedback: { rating: 'negative', comment: null } },
    };
    const { view } = withEvent(older, rated);
    expect(view.entries.map(({ feedback }) => feedback?.rating ?? null)).toEqual([null, 'negative', null, null]);
    expect(view.view.messages.map(({ metadata }) => metadata?.feedback ?? null)[1]).toEqual(rated.data.feedback);
  });

  it('keeps older messages when it is read again, unless some are missing between', () => {
    const older = withOlder(start, [entry(5, 28, 'minus one')], false);
    const again = openedAgain(older, read(12, [entry(9, 31, 'two', 'ai_assistant'), entry(12, 32, 'three')]));
    expect([texts(again), again.hasOlder]).toEqual([['5 minus one', '8 one', '9 two', '12 three'], false]);
    const after = openedAgain(older, read(90, [entry(89, 80, 'far later')]));
    expect([texts(after), after.hasOlder]).toEqual([['89 far later'], true]);
  });

  it('joins what it has heard with what it reads', () => {
    const heard = [received(10, 31, 'old'), received(11, 32, 'three'), received(12, 33, 'four')];
    expect(withEvents(start, heard).view.view.seq).toBe(12);
    expect(withEvents(start, [received(12, 33, 'four')])).toEqual({ view: start, outcome: 'gap' });
  });

  it('knows which messages the agent is about to answer', () => {
    const waiting = withEvents(start, [queued(11, 30), queued(12, 32)]).view;
    expect(waiting.pendingTurns.map(({ ord }) => ord)).toEqual([30, 32]);
    expect(withEvent(waiting, sent(13, 33, 'x', { answers: 30 })).view.pendingTurns.map(({ ord }) => ord)).toEqual([
      32,
    ]);
    const ended: LiveEvent = {
      type: 'turn.ended',
      ...place(13),
      data: { turn_id: 'turn 32', ord: 32, reason: 'failed' },
    };
    expect(withEvent(waiting, ended).view.pendingTurns.map(({ ord }) => ord)).toEqual([30]);
  });

  it('shows a message as it is now: how far it has come, changed, taken back, with its files', () => {
    const delivery = { status: 'failed', reason: 'blocked', detail: 'Blocked.' };
    const stopped = { ...message('two', 'ai_assistant'), metadata: { author: 'ai_assistant', delivery } };
    const undelivered: LiveEvent = {
      type: 'message.undelivered',
      ...place(11),
      data: { ord: 31, status: 'failed', reason: 'blocked' },
      message: stopped,
    };
    const failed = withEvent(start, undelivered).view;
    expect(failed.entries.map((one) => deliveryOf(one.message))).toEqual([null, delivery]);
    expect([failed.entries[0], failed.entries[1]?.author.name, failed.sketchedFrom]).toEqual([
      start.entries[0],
      'known',
      null,
    ]);
    const edited = { ...message('one', 'visitor'), metadata: { edited_at: AT } };
    const deleted = { ...edited, parts: [], metadata: { edited_at: AT, deleted_at: AT } };
    const change = (seq: number, what: 'edited' | 'files' | 'deleted', now: WorkspaceMessage): LiveEvent => ({
      type: 'message.changed',
      ...place(seq),
      data: { ord: 30, change: what },
      message: now,
    });
    const fetched = withEvents(failed, [change(12, 'edited', edited), change(13, 'files', edited)]).view;
    expect([editedAtOf(fetched.entries[0]?.message ?? edited), fetched.sketchedFrom]).toEqual([AT, 8]);
    const file = { id: 'f', name: 'a.png', content_type: 'image/png', size: 1, url: '/f' };
    const there = withRead(fetched, [
      { ...entry(8, 30, 'one'), attachments: [file] },
      entry(9, 31, 'two', 'ai_assistant'),
    ]);
    expect([there.entries[0]?.attachments, there.sketchedFrom]).toEqual([[file], null]);
    const gone = withEvent(there, change(14, 'deleted', deleted)).view.entries[0];
    expect([gone?.attachments, gone && textOf(gone), gone && isTakenBack(gone.message)]).toEqual([[], '', true]);
  });

  it('marks what the visitor has seen, and never less', () => {
    const seen = withSeen(start, { ord: 31, at: AT });
    expect(seen.entries.map(({ is_seen }) => is_seen)).toEqual([null, true]);
    expect(withSeen(seen, { ord: 30, at: AT })).toBe(seen);
  });
});
