import type { Actor, ConversationEvent } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { changedMeanwhile } from './changed-meanwhile.ts';

const KIM: Actor = { type: 'operator', id: 'kim' };
const LEE: Actor = { type: 'operator', id: 'lee' };
const AGENT: Actor = { type: 'ai_assistant' };

const updated = (fields: readonly string[], by: Actor): ConversationEvent => ({
  type: 'conversation.updated',
  data: { ...Object.fromEntries(fields.map((field) => [field, { from: null, to: 'x' }])), by },
});
const said = (by?: Actor): ConversationEvent => ({ type: 'message.sent', data: { ord: 4, ...(by ? { by } : {}) } });
const asked: ConversationEvent = { type: 'message.received', data: { ord: 3 } };
const tagged = (by: Actor): ConversationEvent => ({
  type: 'conversation.tagged',
  data: { added: ['t'], removed: [], by },
});
const set = (changed: readonly string[], removed: readonly string[], by?: Actor): ConversationEvent => ({
  type: 'conversation.metadata_set',
  data: { changed, removed, ...(by ? { by } : {}) },
});
const note = (type: 'note.updated' | 'note.deleted', noteId: string, by: Actor): ConversationEvent => ({
  type,
  data: { noteId, by },
});

describe('what somebody else changed meanwhile', () => {
  it.each<[string, ConversationEvent, ConversationEvent, readonly string[] | null]>([
    ['a reply after the reply of another', said(LEE), said(KIM), ['message']],
    ['a reply after one of my own', said(KIM), said(KIM), null],
    ["a reply after the agent's", said(), said(KIM), ['message']],
    ['a reply after words of the visitor', asked, said(KIM), null],
    ['a reply after another has it', updated(['assignedTo'], LEE), said(KIM), ['assignedTo']],
    ['a reply after the end', updated(['progress'], { type: 'system' }), said(KIM), ['progress']],
    ['a reply after another title', updated(['title'], LEE), said(KIM), null],
    [
      'a take-over after another took over',
      updated(['driver', 'assignedTo'], LEE),
      updated(['assignedTo'], KIM),
      ['assignedTo'],
    ],
    [
      'an end after another took over',
      updated(['driver', 'assignedTo'], LEE),
      updated(['progress'], KIM),
      ['driver', 'assignedTo'],
    ],
    ['another priority after the same', updated(['priority'], LEE), updated(['priority'], KIM), ['priority']],
    ['another priority after a new name', updated(['visitorName'], LEE), updated(['priority'], KIM), null],
    [
      'a name that the visitor has given',
      updated(['visitorName'], { type: 'visitor' }),
      updated(['visitorName'], KIM),
      ['visitorName'],
    ],
    ['tags after tags', tagged(LEE), tagged(KIM), ['tags']],
    ['tags after a title', updated(['title'], LEE), tagged(KIM), null],
    ['a key after the same', set(['a', 'b'], [], LEE), set(['b'], [], KIM), ['metadata.b']],
    ['a key after it was removed', set([], ['b'], LEE), set(['b'], [], KIM), ['metadata.b']],
    ['a key after a program set it', set(['b'], []), set(['b'], [], KIM), ['metadata.b']],
    ['a key after another', set(['a'], [], LEE), set(['b'], [], KIM), null],
    ['a note after the same', note('note.updated', 'n', LEE), note('note.updated', 'n', KIM), ['note.n']],
    ['a note after it is gone', note('note.deleted', 'n', LEE), note('note.updated', 'n', KIM), ['note.n']],
    ['a note after another', note('note.updated', 'm', LEE), note('note.updated', 'n', KIM), null],
  ])('%s', (_name, before, mine, expected) => {
    expect(changedMeanwhile([before], { events: [mine], by: KIM })?.parts ?? null).toEqual(expected);
  });

  it('names who did it last, and each part once', () => {
    const since = [updated(['priority'], LEE), updated(['priority', 'title'], AGENT), updated(['priority'], KIM)];
    const mine = updated(['priority', 'title'], KIM);
    expect(changedMeanwhile(since, { events: [mine], by: KIM })).toEqual({ parts: ['priority', 'title'], by: AGENT });
  });
});
