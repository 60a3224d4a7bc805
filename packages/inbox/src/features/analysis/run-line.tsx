import type { AnalysisRun } from '@parley/protocol/api';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../session/agents.ts';
import { useMay } from '../../session/inbox-session.tsx';
import { Ago } from '../../ui/ago.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { isRunning, shareOf, useCancelRun } from './use-analysis.ts';

const TONES: Readonly<Record<AnalysisRun['state'], Tone>> = { running: 'accent', done: 'good', cancelled: 'neutral' };

/** One run: which conversations, how far it has come, and the way to call it off. */
export function RunLine({ run }: { readonly run: AnalysisRun }) {
  const { t, i18n } = useTranslation('analysis');
  const mayManage = useMay('agents.manage');
  const cancel = useCancelRun();
  const figures = new Intl.NumberFormat(i18n.language);
  const { state, total, done, failed } = run;
  const doneOf = { done: figures.format(done), total: figures.format(total) };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="flex min-w-[min(100%,16rem)] flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
          <Selection run={run} />
        </p>
        {isRunning(run) && (
          <progress
            aria-label={t('progress')}
            max={1}
            value={shareOf(run)}
            className="h-1.5 w-full accent-(--accent)"
          />
        )}
        <p className="text-soft text-sm">
          <span>{total === 0 ? t('nothingThere') : t('doneOf', doneOf)} · </span>
          {failed > 0 && <span className="text-bad">{t('failed', { failed: figures.format(failed) })} · </span>}
          <Ago at={run.created_at} />
        </p>
      </div>
      {mayManage && isRunning(run) && (
        <Button icon={X} isBusy={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
          {t('callOff')}
        </Button>
      )}
    </li>
  );
}

/** Whose conversations and of which days, as they were chosen: days of UTC, the last one included. */
function Selection({ run }: { readonly run: AnalysisRun }) {
  const { t, i18n } = useTranslation('analysis');
  const agents = useAgents();
  const { chatbot_id: id, created_after: after, created_before: before } = run;
  const days = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
  const from = after === null ? null : days.format(new Date(after));
  const to = before === null ? null : days.format(new Date(before));
  return (
    <>
      <bdi className="font-medium">
        {id === null ? t('allAgents') : (agents.find((agent) => agent.id === id)?.name ?? t('anAgent'))}
      </bdi>
      <span className="text-soft">
        {from && to && t('between', { from, to })}
        {from && !to && t('since', { from })}
        {!from && to && t('until', { to })}
        {!from && !to && t('always')}
      </span>
    </>
  );
}
