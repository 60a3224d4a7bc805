import { useTranslation } from 'react-i18next';
import { DayChart, type Series } from '../../ui/chart/day-chart.tsx';
import { FiguresTable } from '../../ui/chart/figures-table.tsx';
import { Card } from '../../ui/page.tsx';

export type DayReportProps = {
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly dayName: (day: string) => string;
  readonly format: (value: number | null) => string;
};

/** Figures over days: as a picture, and as the table that it was drawn from. */
export function DayReport({ title, days, series, dayName, format }: DayReportProps) {
  const { t } = useTranslation('reports');
  const words = { show: t('table.show'), copy: t('table.copy') };
  const rows = days.map((day, place) => [day, ...series.map(({ values }) => format(values[place] ?? null))]);
  return (
    <Card title={title}>
      <DayChart days={days} series={series} dayName={dayName} format={format} />
      <FiguresTable label={title} head={[t('day'), ...series.map(({ name }) => name)]} rows={rows} words={words} />
    </Card>
  );
}
