import { useEffect } from 'react';
import { useOpenSignals } from '../../conversation-state/open-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';

const AGAIN_MS = 20_000;

/** Tells the team that the person looks at a conversation, for as long as they do; gives who else does, by id. */
export function useViewing(id: string): readonly string[] {
  const { client, session } = useInbox();
  const { viewing } = useOpenSignals();
  const others = [...viewing.keys()].filter((userId) => userId !== session.user.id);
  const company = others.toSorted().join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: somebody new learns of those who are there by hearing them again
  useEffect(() => {
    const say = (is_viewing: boolean): void => {
      // Nobody depends on it: the next one comes soon.
      client.call('signal-viewing', { params: { id }, body: { is_viewing } }).catch(() => undefined);
    };
    const look = (): void => say(document.visibilityState === 'visible');
    look();
    const timer = setInterval(() => document.visibilityState === 'visible' && say(true), AGAIN_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, id, company]);
  useEffect(
    () => () => {
      client.call('signal-viewing', { params: { id }, body: { is_viewing: false } }).catch(() => undefined);
    },
    [client, id],
  );
  return others;
}
