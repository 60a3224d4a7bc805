import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

/** One row of figures over days. Null where there is nothing to say of a day. */
export type Series = {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** `bar`s of a chart stand on each other; a `line` for what does not add up; `before` is the period to compare with. */
  readonly look: 'bar' | 'line' | 'before';
};

type DayChartProps = {
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly dayName: (day: string) => string;
  readonly format: (value: number) => string;
};

const COLOURS = [1, 2, 3, 4, 5].map((place) => `var(--chart-${place})`);
const HEIGHT = 240;
const AXIS = { stroke: 'var(--edge)', tick: { fill: 'var(--soft)', fontSize: 12 }, tickLine: false } as const;

/** Figures over days as a picture. The same numbers stand in a table beside it: this is not for screen readers. */
export function DayChart({ days, series, dayName, format }: DayChartProps) {
  const rows = days.map((day, place) => ({
    day: dayName(day),
    ...Object.fromEntries(series.map(({ key, values }) => [key, values[place] ?? null])),
  }));
  return (
    <div aria-hidden dir="ltr">
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ComposedChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="day" {...AXIS} minTickGap={24} />
          <YAxis {...AXIS} axisLine={false} width={56} tickFormatter={format} allowDecimals={false} />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            content={({ active, payload, label }) =>
              active ? <Tip label={String(label)} entries={payload} format={format} /> : null
            }
          />
          {series.length > 1 && <Legend wrapperStyle={{ fontSize: 12 }} formatter={legendText} />}
          {series.map((one, place) => shapeOf(one, COLOURS[place % COLOURS.length] ?? ''))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

const legendText = (name: string) => <span className="text-ink">{name}</span>;

function shapeOf({ key, name, look }: Series, colour: string) {
  const common = { dataKey: key, name, isAnimationActive: false } as const;
  if (look === 'bar') return <Bar key={key} {...common} stackId="bars" fill={colour} maxBarSize={28} />;
  const isBefore = look === 'before';
  return (
    <Line
      key={key}
      {...common}
      type="monotone"
      stroke={isBefore ? 'var(--soft)' : colour}
      strokeWidth={2}
      {...(isBefore ? { strokeDasharray: '4 4' } : {})}
      dot={false}
      connectNulls
    />
  );
}

type TipProps = {
  readonly label: string;
  readonly entries: readonly { readonly dataKey?: unknown; readonly name?: unknown; readonly value?: unknown }[];
  readonly format: (value: number) => string;
};

function Tip({ label, entries, format }: TipProps) {
  return (
    <div className="rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-raised">
      <p className="font-medium">{label}</p>
      {entries.map(({ dataKey, name, value }) => (
        <p key={String(dataKey)} className="flex justify-between gap-4">
          <span className="text-soft">{String(name)}</span>
          <span className="tabular-nums">{typeof value === 'number' ? format(value) : '–'}</span>
        </p>
      ))}
    </div>
  );
}
