import { useEffect, useRef } from 'react';
import { looksRead } from '../../conversation-state/looks.ts';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { useInbox, useMay } from '../../session/inbox-session.tsx';

/**
 * Reads what the visitor has said while it is open and looked at. Once the person has marked it as unread it stays so,
 * until it is opened again.
 */
export function useReadMark(): void {
  const { client } = useInbox();
  const { data, change } = useOpen();
  const mayReply = useMay('conversations.reply');
  const { unread, lastVisitorMessageAt } = data.view;
  const read = useRef<string | null>(null);
  const { id } = data;
  useEffect(() => {
    // What is read already, the person may mark as unread too.
    if (!unread) read.current = lastVisitorMessageAt;
    if (!unread || !mayReply || read.current === lastVisitorMessageAt) return;
    const mark = (): void => {
      if (document.visibilityState !== 'visible' || read.current === lastVisitorMessageAt) return;
      read.current = lastVisitorMessageAt;
      change((before) => ({ ...before, view: looksRead(true)(before.view) }));
      // Where it fails it is marked when the visitor says something more, or when it is opened again.
      client.call('mark-conversation-read', { params: { id } }).catch(() => undefined);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [client, id, unread, lastVisitorMessageAt, mayReply, change]);
}
