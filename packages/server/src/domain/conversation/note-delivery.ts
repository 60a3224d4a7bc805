import type { ArrivedStatus, ConversationEvent, StoppedStatus } from '@parley/protocol';
import type { MessageDelivery } from '../channels/message-delivery.ts';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';

/** Logs how far a message has come on its way out; null while it waits, which is no news. */
export function noteDelivery(state: Conversation, ord: number, delivery: MessageDelivery): Decision | null {
  const { status, reason } = delivery;
  if (status === 'waiting') return null;
  const draft = draftOf(state);
  appendEvents(draft, eventOf(ord, status, reason));
  return decide(draft);
}

function eventOf(ord: number, status: ArrivedStatus | StoppedStatus, reason: string | null): ConversationEvent {
  switch (status) {
    case 'sent':
    case 'delivered':
    case 'read':
      return { type: 'message.delivered', data: { ord, status } };
    default:
      return { type: 'message.undelivered', data: { ord, status, reason } };
  }
}
