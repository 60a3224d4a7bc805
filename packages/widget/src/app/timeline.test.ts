import type { VisitorMessage } from '@parley/protocol/api';
import { emptyView, type OutgoingMessage, type VisitorEntry } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { type Row, timelineOf } from './timeline.ts';

const aMessage = (ord: number, changes: Partial<VisitorMessage> = {}): VisitorMessage => ({
  id: `id-${ord}`,
  ord,
  author: 'visitor',
  content: `text ${ord}`,
  created_at: '2026-03-10T10:00:00Z',
  is_welcome: false,
  offers_person: false,
  answers: null,
  operator: null,
  sources: [],
  attachments: [],
  feedback: null,
  ...changes,
});
const said = (seq: number, changes: Partial<VisitorMessage> = {}): VisitorEntry => ({
  kind: 'message',
  seq,
  message: aMessage(seq, changes),
});
const anOutgoing = (id: string): OutgoingMessage => ({
  id,
  text: id,
  files: [],
  createdAt: '2026-03-10T10:01:00Z',
  state: 'waiting',
  problem: null,
});
const timeline = (entries: readonly VisitorEntry[], others: Partial<Parameters<typeof timelineOf>[0]> = {}) =>
  timelineOf({ welcome: [], view: { ...emptyView('c'), entries }, outbox: [], seenSeq: null, ...others });
const kinds = (rows: readonly Row[]) => rows.map(({ kind }) => kind);
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);

describe('the message list', () => {
  it('greets before anything is stored, and not twice once the welcome is', () => {
    const greeted = timelineOf({ welcome: ['Hi', 'How can we help?'], view: null, outbox: [], seenSeq: null });
    expect(greeted.map((row) => row.kind === 'bubble' && row.text)).toEqual(['Hi', 'How can we help?']);
    const stored = timeline([said(1, { is_welcome: true, author: 'ai_assistant' }), said(2)], { welcome: ['Hi'] });
    expect(keys(stored)).toEqual(['day-1', 'id-1', 'id-2']);
  });

  it('shows a message once while its receipt and its event cross, under the same key', () => {
    const rows = timeline([said(1)], { outbox: [anOutgoing('id-1'), anOutgoing('id-2')] });
    expect(keys(rows)).toEqual(['day-1', 'id-1', 'id-2']);
  });

  it('begins each day with a line', () => {
    const rows = timeline([said(1, { created_at: '2026-03-08T10:00:00Z' }), said(2), said(3)]);
    expect(kinds(rows)).toEqual(['day', 'bubble', 'day', 'bubble', 'bubble']);
  });

  it('draws one line over what was not seen', () => {
    const rows = timeline(
      [said(1), said(2, { author: 'ai_assistant' }), said(3), said(4, { author: 'ai_assistant' })],
      {
        seenSeq: 1,
      },
    );
    expect(kinds(rows)).toEqual(['day', 'bubble', 'unread', 'bubble', 'bubble', 'bubble']);
    expect(kinds(timeline([said(1), said(2)], { seenSeq: 1 }))).not.toContain('unread');
  });

  it('groups what one author says at once', () => {
    const rows = timeline([
      said(1),
      said(2),
      said(3, { created_at: '2026-03-10T10:20:00Z' }),
      said(4, { author: 'human_operator', operator: { name: 'Ada', avatar_url: null } }),
      said(5, { author: 'human_operator', operator: { name: 'Bo', avatar_url: null } }),
    ]);
    expect(rows.flatMap((row) => (row.kind === 'bubble' ? [[row.opensGroup, row.closesGroup]] : []))).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
      [true, true],
    ]);
  });

  it('names who has joined by what they write next', () => {
    const joined = (seq: number): VisitorEntry => ({
      kind: 'marker',
      seq,
      code: 'operator_joined',
      createdAt: '2026-03-10T10:00:00Z',
    });
    const operator = { name: 'Ada', avatar_url: null };
    const rows = timeline([joined(1), said(2, { author: 'human_operator', operator })]);
    expect(rows[1]).toMatchObject({ kind: 'marker', name: 'Ada' });
    const waiting = timelineOf({
      welcome: [],
      view: { ...emptyView('c'), entries: [joined(1)], operator },
      outbox: [],
      seenSeq: null,
    });
    expect(waiting[1]).toMatchObject({ name: 'Ada' });
  });
});
