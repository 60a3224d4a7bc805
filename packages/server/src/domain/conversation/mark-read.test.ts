import type { Actor } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, aVisitorMessage, LATER } from '../../../test/support/a-conversation.ts';
import { markRead } from './mark-read.ts';
import { receiveMessage } from './receive-message.ts';
import { replyAsPerson } from './reply-as-person.ts';
import { takeOver } from './take-over.ts';

const BY: Actor = { type: 'operator', id: 'me' };
const AGENT = { state: 'active', peopleEnabled: true, peopleKeepConversations: false } as const;
const unread = aConversation({ driver: 'human', unread: true });

describe('a conversation with unread messages', () => {
  it('is read by opening it, once', () => {
    const decision = markRead(unread, false, BY);
    expect(decision?.events).toEqual([{ type: 'conversation.read', data: { by: BY } }]);
    expect(decision?.next).toMatchObject({ unread: false, seq: 5, epoch: unread.epoch });
    expect(decision && markRead(decision.next, false, BY)).toBeNull();
  });

  it('can be marked so again', () => {
    expect(markRead(unread, true, BY)).toBeNull();
    const decision = markRead({ ...unread, unread: false }, true, BY);
    expect(decision?.events).toEqual([{ type: 'conversation.marked_unread', data: { by: BY } }]);
    expect(decision?.next.unread).toBe(true);
  });

  it("is read by a person's reply and unread by the next message; taking over does neither", () => {
    expect(takeOver(unread, BY, LATER)?.next.unread).toBe(true);
    const said = { id: 'reply', content: 'Hello', attachments: [], mode: 'inbox' } as const;
    const replied = replyAsPerson(unread, said, BY, LATER).next;
    expect(replied.unread).toBe(false);
    const turn = { id: 'turn', node: 'node', origin: 'request' } as const;
    expect(receiveMessage(replied, AGENT, aVisitorMessage(), turn, LATER).next.unread).toBe(true);
  });
});
