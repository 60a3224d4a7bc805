import { useEffect, useRef } from 'react';
import { useInbox } from '../../session/inbox-session.tsx';

/** It is told again so often while somebody types. */
const AGAIN_MS = 3_000;

/** Tells visitor and team that the person types a reply; what it gives is called with each change of the text. */
export function useTyping(conversationId: string): (isTyping: boolean) => void {
  const { client } = useInbox();
  const told = useRef(0);
  const tell = useRef((_is: boolean): void => undefined);
  tell.current = (is_typing) => {
    told.current = is_typing ? Date.now() : 0;
    // Fleeting: what gets lost is told again.
    client.call('signal-typing', { params: { id: conversationId }, body: { is_typing } }).catch(() => undefined);
  };
  useEffect(
    () => () => {
      if (told.current > 0) tell.current(false);
    },
    [],
  );
  return (isTyping) => {
    const isDue = isTyping ? Date.now() - told.current > AGAIN_MS : told.current > 0;
    if (isDue) tell.current(isTyping);
  };
}
