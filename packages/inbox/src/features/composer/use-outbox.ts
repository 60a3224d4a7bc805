import type { InboxClient } from '@parley/sdk';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { conflictOf } from '../../conversation-state/conflict.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { interruptedIn, keepOutbox, onOutboxElsewhere, type Place, readOutbox } from './kept-locally.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { useKeptPlace } from './use-draft.ts';

const outboxes = new Map<string, Outbox>();

const nameOf = ({ workspaceId, userId, conversationId }: Place): string => `${workspaceId} ${userId} ${conversationId}`;

/** Forgets what is on its way in a conversation that is gone. */
export const forgetOutbox = (place: Place): void => outboxes.get(nameOf(place))?.forget();

/** One tab of the browser at a time, where it lets tabs agree: the server says what two send under one key once. */
const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(`parley.inbox.outbox ${name}`, work) : work();

/** The outbox of a conversation: the same one each time, so that it goes on while another conversation is open. */
function outboxOf(client: InboxClient, place: Place, overtaken: string): Outbox {
  const name = nameOf(place);
  const known = outboxes.get(name);
  if (known) return known;
  const outbox = createOutbox({
    client,
    conversationId: place.conversationId,
    store: {
      read: () => readOutbox(place),
      write: (messages) => keepOutbox(place, messages),
      subscribe: (listener) => onOutboxElsewhere(place, listener),
    },
    alone: (work) => alone(name, work),
    newKey: () => crypto.randomUUID(),
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    overtaken: (error) => (conflictOf(error) ? overtaken : null),
  });
  outboxes.set(name, outbox);
  return outbox;
}

/** The replies of a conversation that are on their way, and sending others. */
export function useOutbox(conversationId: string) {
  const { t } = useTranslation('composer');
  const { client } = useInbox();
  const words = t('overtaken');
  const place = useKeptPlace(conversationId);
  const outbox = outboxOf(client, place, words);
  const pending = useSyncExternalStore(outbox.subscribe, outbox.list);
  useEffect(() => {
    // What a reload has interrupted in other conversations goes on as well.
    for (const id of interruptedIn(place)) outboxOf(client, { ...place, conversationId: id }, words);
  }, [client, place, words]);
  const isSending = pending.some(({ state }) => state.is === 'sending');
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSending]);
  return { outbox, pending };
}
