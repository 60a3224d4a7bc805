import { type Actor, type ConversationEvent, MARKER_TEXTS, type MarkerCode, TURN_END_REASONS } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { LOGGED_EVENTS, logEntry } from './log-entry.ts';

const by: Actor = { type: 'operator', id: 'user-of-the-team' };
const updated = (data: Extract<ConversationEvent, { type: 'conversation.updated' }>['data']) =>
  logEntry({ type: 'conversation.updated', data: { ...data, by } });

describe('the log of a conversation', () => {
  it('tells every marker in its words', () => {
    for (const code of Object.keys(MARKER_TEXTS) as MarkerCode[]) {
      expect(logEntry({ type: 'marker.added', data: { code } })).toEqual({ code, text: MARKER_TEXTS[code] });
    }
  });

  it("tells a change of status in the contract's words, whatever else changed with it", () => {
    const entry = updated({
      driver: { from: 'human', to: 'ai' },
      progress: { from: 'open', to: 'closed' },
      assignedTo: { from: 'user-of-the-team', to: null },
      priority: { from: 'low', to: 'high' },
    });
    expect(entry).toEqual({
      code: 'status_changed',
      text: expect.any(String),
      data: {
        assignee_type: { from: 'human_operator', to: 'ai_assistant' },
        resolution_status: { from: 'open', to: 'resolved' },
        terminated: { from: false, to: true },
      },
    });
  });

  it('tells that it has another owner, but not who', () => {
    const entry = updated({ assignedTo: { from: null, to: 'user-of-the-team' }, title: { from: null, to: 'Refund' } });
    expect(entry).toEqual({ code: 'assignee_changed', text: expect.any(String) });
  });

  it('names details without their values, and no priority', () => {
    const entry = updated({
      priority: { from: 'medium', to: 'low' },
      title: { from: null, to: 'Troublemaker' },
      visitorEmail: { from: null, to: 'ada@example.com' },
    });
    expect(entry).toMatchObject({ code: 'details_changed', data: { changed: ['title', 'visitor_email'] } });
    expect(updated({ priority: { from: 'medium', to: 'low' } })?.data).toEqual({ changed: [] });
    expect(JSON.stringify(entry)).not.toMatch(/Troublemaker|ada@|priority|user-of-the-team/);
  });

  it('tells why a turn ended', () => {
    for (const reason of TURN_END_REASONS) {
      const entry = logEntry({ type: 'turn.ended', data: { turnId: 'turn', ord: 4, reason } });
      expect(entry).toEqual({ code: `turn_${reason}`, text: expect.any(String), data: { ord: 4 } });
    }
  });

  it('keeps to itself what is the business of the team', () => {
    const internal: ConversationEvent[] = [
      { type: 'note.created', data: { noteId: 'note', by } },
      { type: 'note.updated', data: { noteId: 'note', by } },
      { type: 'note.deleted', data: { noteId: 'note', by } },
      { type: 'conversation.tagged', data: { added: ['tag'], removed: [], by } },
      { type: 'conversation.read', data: { by } },
      { type: 'conversation.marked_unread', data: { by } },
    ];
    for (const event of internal) {
      expect(logEntry(event)).toBeNull();
      expect(LOGGED_EVENTS).not.toContain(event.type);
    }
  });
});
