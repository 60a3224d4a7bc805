import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

const TONES = {
  neutral: 'bg-hover text-soft',
  accent: 'bg-accent-tint text-accent',
  good: 'bg-good-tint text-good',
  fair: 'bg-fair-tint text-fair',
  bad: 'bg-bad-tint text-bad',
} as const;

export type Tone = keyof typeof TONES;

type BadgeProps = { readonly tone?: Tone; readonly icon?: LucideIcon; readonly children: ReactNode };

/** A short fact. Colour never says it alone. */
export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps) {
  return (
    <span className={cx('inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 text-xs', TONES[tone])}>
      {Icon && <Icon aria-hidden className="size-3 shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
