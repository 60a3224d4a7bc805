import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

const TONES = {
  neutral: { look: 'bg-hover text-ink', icon: Info },
  fair: { look: 'bg-fair-tint text-fair', icon: TriangleAlert },
  bad: { look: 'bg-bad-tint text-bad', icon: CircleAlert },
} as const;

type NoticeProps = {
  readonly tone?: keyof typeof TONES;
  /** It came up after something was done: it is read out. */
  readonly isNews?: boolean;
  readonly children: ReactNode;
};

/** A sentence that must not be missed, in the place that it is about. */
export function Notice({ tone = 'neutral', isNews, children }: NoticeProps) {
  const { look, icon: Icon } = TONES[tone];
  return (
    <div {...(isNews ? { role: 'alert' } : {})} className={cx('flex items-start gap-2 rounded-md px-3 py-2', look)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
