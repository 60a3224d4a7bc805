import type { ConversationNote, InboxMessage } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import type { PendingMessage } from '../../../conversation-state/pending-message.ts';
import { notYetSaid, timelineItems } from './timeline-items.ts';

const at = (day: number, minute: number): string => new Date(2026, 4, day, 12, minute).toISOString();

const entry = (seq: number, created_at: string, author = 'visitor', text = `text ${seq}`): InboxMessage =>
  ({
    seq,
    ord: author === 'system' ? null : seq,
    author: { type: author, id: author === 'operator' ? 'me' : null },
    message: { created_at, parts: [{ type: 'text', text }] },
  }) as unknown as InboxMessage;
const note = (id: string, created_at: string): ConversationNote => ({ id, created_at }) as ConversationNote;
const pending = (key: string, text: string, state: PendingMessage['state'] = { is: 'sending' }): PendingMessage => ({
  key,
  text,
  files: [],
  at: at(2, 30),
  basedOn: 5,
  state,
});
const rows = (given: Partial<Parameters<typeof timelineItems>[0]>) =>
  timelineItems({ entries: [], notes: [], hasOlder: false, pending: [], ...given }).map((item) =>
    item.kind === 'message' ? `${item.key}${item.isFirst ? ' first' : ''}` : item.key,
  );

describe('the rows of a conversation', () => {
  it('begin each day, and name an author once in a row', () => {
    const entries = [
      entry(1, at(1, 0)),
      entry(2, at(1, 1)),
      entry(3, at(1, 9)),
      entry(4, at(1, 10), 'ai_assistant'),
      entry(5, at(1, 11), 'system'),
      entry(6, at(1, 11), 'ai_assistant'),
      entry(7, at(2, 0), 'ai_assistant'),
    ];
    expect(rows({ entries })).toEqual([
      'day-2026-5-1',
      'entry-1 first',
      'entry-2',
      'entry-3 first',
      'entry-4 first',
      'entry-5',
      'entry-6 first',
      'day-2026-5-2',
      'entry-7 first',
    ]);
  });

  it('have notes at their time, once the messages around them are there', () => {
    const entries = [entry(1, at(1, 0)), entry(2, at(1, 1))];
    const notes = [note('a', at(1, -9)), note('b', at(1, 0.5)), note('c', at(1, 5))];
    const dayAnd = (...keys: string[]) => ['day-2026-5-1', ...keys];
    expect(rows({ entries, notes })).toEqual(dayAnd('note-a', 'entry-1 first', 'note-b', 'entry-2 first', 'note-c'));
    expect(rows({ entries, notes, hasOlder: true })).toEqual([
      'older',
      ...dayAnd('entry-1 first', 'note-b', 'entry-2 first', 'note-c'),
    ]);
  });

  it('end with what is on its way, until it has arrived', () => {
    const mine = entry(6, at(2, 30), 'operator', 'Hello');
    expect(rows({ pending: [pending('k', 'Hello')] })).toEqual(['day-2026-5-2', 'pending-k']);
    expect(notYetSaid([pending('k', 'Hello')], [mine], 'me')).toEqual([]);
    expect(notYetSaid([pending('k', 'Hello')], [mine], 'somebody else')).toHaveLength(1);
    expect(notYetSaid([pending('k', 'Hello')], [{ ...mine, seq: 5 }], 'me')).toHaveLength(1);
    expect(notYetSaid([pending('k', 'Hello', { is: 'failed', problem: '' })], [mine], 'me')).toHaveLength(1);
  });
});
