import type { LiveSignal } from '@parley/protocol/api';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLiveNews } from '../live/live-context.tsx';
import { useInbox } from '../session/inbox-session.tsx';
import { afterEvent, afterSignal, isFleeting, NO_SIGNALS, type Signals, stillHolding } from './signals.ts';

type Following = {
  /** Whether the agent may be speaking. */
  readonly isAgents: boolean;
  /** What is on screen already. */
  readonly seq: number;
};

/** Who types and looks at a conversation, and what the agent is saying, right now; null while it is being read. */
export function useSignals(id: string, following: Following | null): Signals {
  const [signals, setSignals] = useState(NO_SIGNALS);
  const hear = (signal: LiveSignal): void => setSignals((before) => afterSignal(before, signal, Date.now()));
  useLiveNews((news) => {
    if (news.kind === 'event') {
      if (news.event.conversation_id === id) setSignals((before) => afterEvent(before, news.event));
    } else if (news.signal.conversation_id === id) hear(news.signal);
  });
  useAgentSpeech({ id, isAgents: following?.isAgents ?? false, seq: following?.seq ?? 0, hear });
  const fleeting = isFleeting(signals);
  useEffect(() => {
    if (!fleeting) return;
    const timer = setInterval(() => setSignals((before) => stillHolding(before, Date.now())), 1_000);
    return () => clearInterval(timer);
  }, [fleeting]);
  return signals;
}

type Speech = Following & { readonly id: string; readonly hear: (signal: LiveSignal) => void };

/**
 * Hears the agent speak. The pieces of its replies are told to those who follow the one conversation: to a whole team they
 * would be many. A stream is open only while the agent has it and somebody looks, as browsers open few at a time.
 */
function useAgentSpeech({ id, isAgents, seq, hear }: Speech): void {
  const { client } = useInbox();
  const take = useEffectEvent(hear);
  const begin = useEffectEvent(() => String(seq));
  useEffect(() => {
    if (!isAgents) return;
    let ending = new AbortController();
    const listen = async ({ signal }: AbortController): Promise<void> => {
      for await (const news of client.followConversation(id, { after: begin(), signal })) {
        if (news.kind === 'signal' && isOfAgent(news.signal)) take(news.signal);
      }
    };
    const turn = (): void => {
      ending.abort();
      ending = new AbortController();
      // Where it is refused, the whole reply still comes by the stream of the workspace.
      if (document.visibilityState === 'visible') listen(ending).catch(() => undefined);
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      ending.abort();
    };
  }, [client, id, isAgents]);
}

/** All other signals come by the stream of the workspace as well. */
const isOfAgent = (signal: LiveSignal): boolean =>
  signal.type === 'delta' || (signal.type === 'typing' && signal.author === 'ai_assistant');
