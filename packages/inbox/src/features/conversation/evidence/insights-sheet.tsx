import type { InboxInsights } from '@parley/protocol/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import type { SourcePlace } from '../../../ui/source-chips.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { Passages } from './passages.tsx';
import { ToolCalls } from './tool-calls.tsx';
import { turnFacts } from './turn-facts.ts';

type InsightsProps = {
  readonly conversationId: string;
  /** Of which message, by its number; null while it is closed. */
  readonly ord: number | null;
  readonly onSource: (place: SourcePlace) => void;
  readonly onClose: () => void;
};

/** Why the agent said it: what it found, what it called, and what that took. */
export function InsightsSheet({ conversationId, ord, onSource, onClose }: InsightsProps) {
  const { t } = useTranslation('conversation');
  return (
    <Sheet isOpen={ord !== null} onClose={onClose} title={t('whyTitle')} text={t('whyText')}>
      {ord !== null && <Insights conversationId={conversationId} ord={ord} onSource={onSource} />}
    </Sheet>
  );
}

type LoadedProps = { readonly conversationId: string; readonly ord: number } & Pick<InsightsProps, 'onSource'>;

function Insights({ conversationId, ord, onSource }: LoadedProps) {
  const { client } = useInbox();
  const { data, error } = useQuery({
    queryKey: ['insights', client.workspaceId, conversationId, ord],
    queryFn: () => client.call('get-message-insights', { params: { id: conversationId, ord: String(ord) } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Notice tone="bad">{problemOf(error)}</Notice>;
  return data ? <Told insights={data} onSource={onSource} /> : <Waiting />;
}

function Told({ insights, onSource }: { readonly insights: InboxInsights } & Pick<InsightsProps, 'onSource'>) {
  const { t, i18n } = useTranslation('conversation');
  return (
    <>
      <Notice tone={insights.kind === 'unknown' ? 'fair' : 'neutral'}>{t(`kinds.${insights.kind}`)}</Notice>
      <Passages passages={insights.passages} onSource={onSource} />
      <ToolCalls tools={insights.tools} />
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t('whatItTook')}</h3>
        <Facts facts={turnFacts(insights, i18n.language, (key) => t(`turn.${key}`))} />
      </section>
    </>
  );
}
