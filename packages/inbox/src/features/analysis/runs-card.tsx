import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { BeginRun } from './begin-run.tsx';
import { RunLine } from './run-line.tsx';
import { isRunning, runsQuery } from './use-analysis.ts';

/** Conversations analysed anew: begins a run, shows how far it has come, and the last ones. */
export function RunsCard() {
  const { t } = useTranslation(['analysis', 'common']);
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const { data: runs, error, refetch } = useQuery(runsQuery(client));
  return (
    <Card title={t('runs')} text={t('runsText')}>
      {runs === undefined && (error ? <RunsProblem error={error} onAgain={() => void refetch()} /> : <Waiting />)}
      {runs !== undefined && mayManage && <BeginRun isRunning={runs.some(isRunning)} />}
      {runs?.length === 0 && <p className="text-soft">{t('noRuns')}</p>}
      {runs !== undefined && runs.length > 0 && (
        <ul aria-label={t('runs')} className="divide-y divide-line border-line border-t">
          {runs.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function RunsProblem({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="bad" isNews>
      <p className="mb-2">{problemOf(error)}</p>
      <Button onClick={onAgain}>{t('problem.again')}</Button>
    </Notice>
  );
}
