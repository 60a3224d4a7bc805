import { useTranslation } from 'react-i18next';
import { problemOf } from '../../../session/problem-of.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { DayReport } from '../day-report.tsx';
import { formats } from '../formats.ts';
import type { ReportSearch } from '../range.ts';
import { ReportBar } from '../report-bar.tsx';
import { dayCharts } from './day-charts.ts';
import { Shares } from './shares.tsx';
import { Totals } from './totals.tsx';
import { useAnalytics } from './use-analytics.ts';

type AnalyticsProps = { readonly search: ReportSearch; readonly onChange: (search: ReportSearch) => void };

const SOURCES = ['widget', 'api', 'slack', 'telegram', 'whatsapp', 'email', 'messenger', 'instagram', 'discord', 'mcp'];

/** How conversations went in some days, compared with as many days before. */
export function AnalyticsReport({ search, onChange }: AnalyticsProps) {
  const { t } = useTranslation('reports');
  const { data, error } = useAnalytics(search);
  const format = formats();
  return (
    <>
      <ReportBar search={search} onChange={onChange} sources={SOURCES} />
      {error && <Notice tone="bad">{problemOf(error)}</Notice>}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <Totals analytics={data} format={format} />
          <div className="grid gap-4 lg:grid-cols-2">
            {dayCharts(data, { t, format }).map((chart) => (
              <DayReport key={chart.title} {...chart} days={data.days.map(({ day }) => day)} dayName={format.day} />
            ))}
            <Shares analytics={data} format={format} />
          </div>
          {data.totals.conversations === 0 && (
            <Card>
              <p className="text-soft">{t('nothing')}</p>
            </Card>
          )}
        </>
      )}
    </>
  );
}
