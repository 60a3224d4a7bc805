import type { Usage, UsageNumbers } from '@parley/protocol/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../../session/agents.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Tile } from '../../../ui/chart/tile.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { DayReport } from '../day-report.tsx';
import { type Formats, formats } from '../formats.ts';
import { type ReportSearch, spanOf, todayHere, zoneHere } from '../range.ts';
import { ReportBar } from '../report-bar.tsx';
import { Budgets } from './budgets.tsx';
import { Prices } from './prices.tsx';

const OLD_MS = 60_000;

type UsageProps = { readonly search: ReportSearch; readonly onChange: (search: ReportSearch) => void };

/** What answers took and cost: by day, by agent and by model, with the budgets that hold it back. */
export function UsageReport({ search, onChange }: UsageProps) {
  const { client } = useInbox();
  const { from, to } = spanOf(search, todayHere());
  const { data, error } = useQuery<Usage>({
    queryKey: ['usage', client.workspaceId, from, to, search.chatbot],
    queryFn: () =>
      client.call('get-usage', {
        query: { from, to, time_zone: zoneHere(), ...(search.chatbot ? { chatbot_id: search.chatbot } : {}) },
      }),
    placeholderData: keepPreviousData,
    staleTime: OLD_MS,
    refetchInterval: OLD_MS,
  });
  return (
    <>
      <ReportBar search={search} onChange={onChange} />
      {error && <Notice tone="bad">{problemOf(error)}</Notice>}
      {!data && !error && <Waiting />}
      {data && <Figures usage={data} />}
      <Budgets />
      <Prices />
    </>
  );
}

function Figures({ usage }: { readonly usage: Usage }) {
  const { t } = useTranslation('reports');
  const format = formats();
  const { totals, by_day: days, currency, unpriced_models: unpriced } = usage;
  const dayNames = days.map(({ day }) => day);
  const tokens = (key: 'input_tokens' | 'output_tokens') =>
    ({ key, name: t(`series.${key}`), look: 'bar', values: days.map((day) => day[key]) }) as const;
  const costs = days.map(({ cost_micros: micros }) => (micros === null ? null : micros / 1e6));
  return (
    <>
      {unpriced.length > 0 && <Notice tone="fair">{t('usage.unpriced', { models: unpriced.join(', ') })}</Notice>}
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile label={t('usage.turns')} value={format.number(totals.turns)} />
        <Tile label={t('usage.tokens')} value={format.number(totals.input_tokens + totals.output_tokens)} />
        <Tile label={t('usage.latency')} value={latency(format, totals.latency_ms)} />
        <Tile label={t('usage.cost')} value={format.money(totals.cost_micros, currency)} />
      </dl>
      <div className="grid gap-4 lg:grid-cols-2">
        <DayReport
          title={t('usage.tokens')}
          days={dayNames}
          series={[tokens('input_tokens'), tokens('output_tokens')]}
          dayName={format.day}
          format={format.number}
        />
        {currency && (
          <DayReport
            title={t('usage.cost')}
            days={dayNames}
            series={[{ key: 'cost', name: t('usage.cost'), look: 'bar', values: costs }]}
            dayName={format.day}
            format={(value) => format.money(value === null ? null : Math.round(value * 1e6), currency)}
          />
        )}
      </div>
      <ByAgent usage={usage} format={format} />
      <ByModel usage={usage} format={format} />
    </>
  );
}

const latency = (format: Formats, ms: number | null): string => (ms === null ? '–' : `${format.number(ms)} ms`);

type ByProps = { readonly usage: Usage; readonly format: Formats };

function ByAgent({ usage, format }: ByProps) {
  const { t } = useTranslation('reports');
  const agents = useAgents();
  const nameOf = (id: string): string => agents.find((agent) => agent.id === id)?.name ?? id;
  const rows = usage.by_chatbot.map((row) => ({ ...row, key: row.chatbot_id, name: nameOf(row.chatbot_id) }));
  return <UsageTable title={t('usage.byAgent')} rows={rows} currency={usage.currency} format={format} />;
}

function ByModel({ usage, format }: ByProps) {
  const { t } = useTranslation('reports');
  const rows = usage.by_model.map((row) => ({ ...row, key: row.model, name: row.model }));
  return <UsageTable title={t('usage.byModel')} rows={rows} currency={usage.currency} format={format} />;
}

type UsageTableProps = {
  readonly title: string;
  readonly rows: readonly (UsageNumbers & { readonly key: string; readonly name: string })[];
  readonly currency: string | null;
  readonly format: Formats;
};

function UsageTable({ title, rows, currency, format }: UsageTableProps) {
  const { t } = useTranslation('reports');
  if (rows.length === 0) return null;
  const { number, money } = format;
  return (
    <Card title={title}>
      <Table
        label={title}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { key: 'name', title: t('usage.name'), cell: ({ name }) => name },
          { key: 'turns', title: t('usage.turns'), cell: ({ turns }) => number(turns), isNumber: true },
          { key: 'in', title: t('series.input_tokens'), cell: (row) => number(row.input_tokens), isNumber: true },
          { key: 'out', title: t('series.output_tokens'), cell: (row) => number(row.output_tokens), isNumber: true },
          { key: 'ms', title: t('usage.latency'), cell: (row) => latency(format, row.latency_ms), isNumber: true },
          { key: 'cost', title: t('usage.cost'), cell: (row) => money(row.cost_micros, currency), isNumber: true },
        ]}
      />
    </Card>
  );
}
