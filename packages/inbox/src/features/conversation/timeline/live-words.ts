import type { Driver, Progress } from '@parley/protocol';
import type { PersonById } from '../../../conversation-state/people.ts';
import type { Signals } from '../../../conversation-state/signals.ts';
import type { LiveWords } from './live-row.tsx';

type Given = {
  readonly signals: Signals;
  readonly driver: Driver;
  readonly progress: Progress;
  readonly pendingTurns: readonly unknown[];
  readonly names: { readonly agent: string; readonly visitor: string; readonly person: PersonById };
  readonly me: string;
};

/** What stands below the last message: only where the agent has the conversation does it answer. */
export function liveWords({ signals, driver, progress, pendingTurns, names, me }: Given): LiveWords {
  const isAgents = driver === 'ai' && progress === 'open';
  const colleagues = [...signals.typing.keys()].filter((id) => id !== me).flatMap((id) => names.person(id)?.name ?? []);
  return {
    draft: isAgents ? (signals.draft?.text ?? null) : null,
    agentName: names.agent,
    isAnswering: isAgents && (pendingTurns.length > 0 || signals.agentTypesUntil > 0),
    typing: [...(signals.visitorTypesUntil > 0 ? [names.visitor] : []), ...colleagues],
  };
}
