import { ArrowDown, ArrowUp, Minus } from 'lucide-react';

type TileProps = {
  readonly label: string;
  readonly value: string;
  /** How it was in the period before, in words; and which way it went since. */
  readonly before?: string | undefined;
  readonly trend?: number | undefined;
  readonly hint?: string | undefined;
};

/** One figure, and how it was before. Whether more is better is for people to say: the arrow has no colour. */
export function Tile({ label, value, before, trend, hint }: TileProps) {
  const Arrow = trend === undefined || trend === 0 ? Minus : trend > 0 ? ArrowUp : ArrowDown;
  return (
    <div className="flex flex-col gap-1 rounded-lg border border-line bg-surface p-4">
      <dt className="text-soft text-sm">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums">{value}</dd>
      {before && (
        <dd className="flex items-center gap-1 text-soft text-sm">
          <Arrow aria-hidden className="size-3.5 shrink-0" />
          {before}
        </dd>
      )}
      {hint && <dd className="text-soft text-sm">{hint}</dd>}
    </div>
  );
}
