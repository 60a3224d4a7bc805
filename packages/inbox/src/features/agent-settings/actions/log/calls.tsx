import type { AiActionCall, AiActionCalls } from '@parley/protocol/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../../../session/problem-of.ts';
import { Facts } from '../../../../ui/facts.tsx';
import { Instant } from '../../../../ui/instant.tsx';
import { MoreButton } from '../../../../ui/more-button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Card } from '../../../../ui/page.tsx';
import { Waiting } from '../../../../ui/waiting.tsx';
import { OutcomeBadge } from '../outcome-badge.tsx';
import { CallDialog } from './call-dialog.tsx';
import { useCalls } from './use-calls.ts';

/** What became of the calls of an action: how often and how fast it answers, and each of them. */
export function Calls({ agentId, id }: { readonly agentId: string; readonly id: number }) {
  const { t } = useTranslation('actions');
  const [opened, setOpened] = useState<AiActionCall | null>(null);
  const { calls, totals, error, more, isReading } = useCalls(agentId, id);
  return (
    <Card title={t('calls')} text={t('callsText')}>
      {error && <Notice tone="bad">{problemOf(error)}</Notice>}
      {!calls && !error && <Waiting />}
      {calls?.length === 0 && <p className="text-soft">{t('noCalls')}</p>}
      {totals && totals.calls > 0 && <Totals totals={totals} />}
      <ul aria-label={t('calls')} className="divide-y divide-line empty:hidden">
        {calls?.map((call) => (
          <CallRow key={call.id} call={call} onOpen={() => setOpened(call)} />
        ))}
      </ul>
      <MoreButton onMore={more} isBusy={isReading} />
      {opened && <CallDialog call={opened} onClose={() => setOpened(null)} />}
    </Card>
  );
}

function Totals({ totals }: { readonly totals: AiActionCalls['totals'] }) {
  const { t, i18n } = useTranslation('actions');
  const number = new Intl.NumberFormat(i18n.language);
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const { calls, sent, success_rate: rate, average_latency_ms: latency } = totals;
  return (
    <Facts
      facts={[
        {
          label: t('totals.calls'),
          value: t('totals.sentOf', { sent: number.format(sent), all: number.format(calls) }),
        },
        { label: t('totals.rate'), value: rate === null ? '–' : percent.format(rate) },
        { label: t('totals.latency'), value: latency === null ? '–' : t('ms', { ms: number.format(latency) }) },
      ]}
    />
  );
}

function CallRow({ call, onOpen }: { readonly call: AiActionCall; readonly onOpen: () => void }) {
  const { t } = useTranslation('actions');
  const { at, tool, outcome, response_status: status, latency_ms: latency, arguments: given } = call;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="-mx-2 flex w-[calc(100%+1rem)] flex-wrap items-center gap-x-4 gap-y-1 rounded-md px-2 py-2.5 text-start hover:bg-hover"
      >
        <span className="min-w-48 flex-1">
          <code dir="ltr" className="line-clamp-1 break-all font-mono text-sm">
            {tool !== null && <span className="font-medium">{tool} </span>}
            {JSON.stringify(given)}
          </code>
          <span className="block text-soft text-sm">
            {[
              status === null ? null : t('status', { status }),
              latency === null ? t('notSent') : t('ms', { ms: latency }),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </span>
        <OutcomeBadge outcome={outcome} />
        <span className="text-soft text-sm">
          <Instant at={at} withSeconds />
        </span>
      </button>
    </li>
  );
}
