import { createContext, type ReactNode, use } from 'react';
import type { PendingActions } from '../../../conversation-state/pending-message.ts';
import type { PersonById } from '../../../conversation-state/people.ts';
import type { SourcePlace } from '../../../ui/source-chips.tsx';

/** What the rows of a timeline need and can do. It stays the same value while the conversation goes on. */
export type TimelineSetting = {
  readonly person: PersonById;
  /** How the visitor is called where they have no name. */
  readonly visitorName: string;
  readonly pending: PendingActions;
  readonly openSource: (place: SourcePlace) => void;
  /** Opens why the agent said a message, by its number. */
  readonly openInsights: (ord: number) => void;
  readonly loadOlder: () => Promise<void>;
};

const TimelineContext = createContext<TimelineSetting | null>(null);

export function TimelineProvider(props: { readonly setting: TimelineSetting; readonly children: ReactNode }) {
  return <TimelineContext value={props.setting}>{props.children}</TimelineContext>;
}

/** The timeline that a row stands in. */
export function useTimeline(): TimelineSetting {
  const setting = use(TimelineContext);
  if (!setting) throw new Error('there is no timeline here');
  return setting;
}
