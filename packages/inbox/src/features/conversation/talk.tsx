import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../conversation-state/entry-of-event.ts';
import { useOpen, useOpenSignals } from '../../conversation-state/open-context.tsx';
import type { PendingActions, PendingMessage } from '../../conversation-state/pending-message.ts';
import { useVisitorName } from '../../conversation-state/visitor-name.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import type { SourcePlace } from '../../ui/source-chips.tsx';
import { InsightsSheet } from './evidence/insights-sheet.tsx';
import { SourceSheet } from './evidence/source-sheet.tsx';
import { liveWords } from './timeline/live-words.ts';
import { Timeline } from './timeline/timeline.tsx';
import { TimelineProvider } from './timeline/timeline-context.tsx';
import { notYetSaid, timelineItems } from './timeline/timeline-items.ts';

type TalkProps = {
  readonly pending: readonly PendingMessage[];
  readonly pendingActions: PendingActions;
  /** The article that is open beside it; whoever shows sources elsewhere opens them here too. */
  readonly source: SourcePlace | null;
  readonly onSource: (place: SourcePlace | null) => void;
};

/** What is said in the conversation, with its evidence. */
export function Talk({ pending, pendingActions, source, onSource }: TalkProps) {
  const { session } = useInbox();
  const { data, person, loadOlder } = useOpen();
  const signals = useOpenSignals();
  const visitorName = useVisitorName(data);
  const [whyOrd, setWhyOrd] = useState<number | null>(null);
  const { entries, hasOlder, view, facts, pendingTurns } = data;
  const me = session.user.id;
  const items = useMemo(
    () => timelineItems({ entries, hasOlder, notes: view.notes, pending: notYetSaid(pending, entries, me) }),
    [entries, hasOlder, view.notes, pending, me],
  );
  const names = { agent: facts.chatbot.name, visitor: visitorName, person };
  const live = liveWords({ signals, driver: view.driver, progress: view.progress, pendingTurns, names, me });
  const setting = useMemo(
    () => ({ person, visitorName, pending: pendingActions, openSource: onSource, openInsights: setWhyOrd, loadOlder }),
    [person, visitorName, pendingActions, onSource, loadOlder],
  );
  return (
    <TimelineProvider setting={setting}>
      <Timeline items={items} live={live} onOlder={loadOlder} />
      <Announcer name={visitorName} />
      <InsightsSheet conversationId={data.id} ord={whyOrd} onSource={onSource} onClose={() => setWhyOrd(null)} />
      <SourceSheet place={source} onClose={() => onSource(null)} />
    </TimelineProvider>
  );
}

/** Reads out what the visitor says from now on. */
function Announcer({ name }: { readonly name: string }) {
  const { t } = useTranslation('conversation');
  const { entries } = useOpen().data;
  const last = entries.findLast(({ author }) => author.type === 'visitor');
  const [first] = useState(last?.seq);
  return (
    <p role="status" className="sr-only">
      {last && last.seq !== first && t('says', { name, text: textOf(last) })}
    </p>
  );
}
