import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Open, OpenProvider } from '../conversation-state/open-context.tsx';
import type { OpenedConversation } from '../conversation-state/opened-conversation.ts';
import { usePeople } from '../conversation-state/people.ts';
import { useChange } from '../conversation-state/use-change.ts';
import { useConversation } from '../conversation-state/use-conversation.ts';
import { useSignals } from '../conversation-state/use-signals.ts';
import { isForbidden, isMissing, problemOf } from '../session/problem-of.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ConversationDesk } from './conversation-desk.tsx';
import { MissingScreen } from './problem-screen.tsx';

/** The conversation with this id, from when it is read until it is left or gone. */
export function OpenedScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation(['conversation', 'common']);
  const { query, ...rest } = useConversation(id);
  const { data, error, refetch } = query;
  const signals = useSignals(id, data ? { isAgents: isAgents(data), seq: data.view.seq } : null);
  if (signals.isErased) return <Empty title={t('erasedTitle')} text={t('erasedText')} />;
  // What is on screen stays there while the server cannot be reached; what is gone does not.
  if (error && (!data || isMissing(error))) {
    if (isMissing(error)) return <MissingScreen />;
    const title = t(isForbidden(error) ? 'common:problem.forbidden' : 'common:problem.title');
    return (
      <Empty title={title} text={problemOf(error)}>
        <Button onClick={() => void refetch()}>{t('common:problem.again')}</Button>
      </Empty>
    );
  }
  return data ? <Opened data={data} signals={signals} {...rest} /> : <Waiting />;
}

const isAgents = ({ view }: OpenedConversation): boolean => view.driver === 'ai' && view.progress === 'open';

type OpenedProps = Omit<ReturnType<typeof useConversation>, 'query'> & {
  readonly data: OpenedConversation;
  readonly signals: ReturnType<typeof useSignals>;
};

function Opened({ data, signals, refetch, loadOlder, change }: OpenedProps) {
  const person = usePeople(data);
  const { shown, make } = useChange({ data, refetch, person });
  const open = useMemo<Open>(
    () => ({ data: shown, person, make, change, loadOlder }),
    [shown, person, make, change, loadOlder],
  );
  return (
    <OpenProvider open={open} signals={signals}>
      <ConversationDesk />
    </OpenProvider>
  );
}
