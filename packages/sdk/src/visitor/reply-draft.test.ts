import type { VisitorMessage } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { draftAfter, replyStatus, withPiece } from './reply-draft.ts';
import { applyVisitorEvent, emptyView } from './visitor-view.ts';

const piece = (at: number, text: string, ord = 1) => ({ type: 'delta', ord, at, text }) as const;
const created_at = '2026-01-15T10:30:00.000Z';

describe('the draft of a reply', () => {
  it('grows by pieces, of which each counts once', () => {
    const draft = [piece(0, 'Hel'), piece(3, 'lo'), piece(3, 'lo'), piece(0, 'Hel'), piece(5, '!')].reduce(
      withPiece,
      null as ReturnType<typeof withPiece> | null,
    );
    expect(draft).toEqual({ ord: 1, text: 'Hello!', isWhole: true });
  });

  it('is not shown once a piece was missed, until it begins anew', () => {
    const torn = withPiece(withPiece(null, piece(0, 'Hel')), piece(5, '!'));
    expect(torn.isWhole).toBe(false);
    expect(withPiece(torn, piece(6, '?')).isWhole).toBe(false);
    expect(withPiece(torn, piece(0, 'Well'))).toEqual({ ord: 1, text: 'Well', isWhole: true });
  });

  it('is gone when its turn has ended without a reply, and not when an earlier one has', () => {
    const draft = withPiece(null, piece(0, 'Hel', 4));
    const ended = { type: 'turn_ended', seq: 9, created_at, reason: 'failed' } as const;
    expect(draftAfter(draft, { ...ended, ord: 4 })).toBeNull();
    expect(draftAfter(draft, { ...ended, ord: 2 })).toBe(draft);
  });
});

describe('the reply to the last message', () => {
  const message: VisitorMessage = {
    id: 'm',
    ord: 1,
    author: 'visitor',
    content: 'Hi',
    created_at,
    is_welcome: false,
    offers_person: false,
    answers: null,
    operator: null,
    sources: [],
    attachments: [],
    feedback: null,
  };
  const asked = applyVisitorEvent(emptyView('c'), { type: 'message', seq: 1, created_at, message });
  const ended = (reason: 'failed' | 'abandoned') =>
    applyVisitorEvent(asked, { type: 'turn_ended', seq: 2, created_at, ord: 1, reason });

  it('is awaited, until it comes or the server has given up on it', () => {
    expect(replyStatus(asked)).toBe('awaited');
    expect(replyStatus(ended('abandoned'))).toBe('awaited');
    expect(replyStatus(ended('failed'))).toBe('failed');
    const reply = { ...message, id: 'r', ord: 2, author: 'ai_assistant', answers: 1 } satisfies VisitorMessage;
    expect(replyStatus(applyVisitorEvent(asked, { type: 'message', seq: 3, created_at, message: reply }))).toBe('none');
  });
});
