import type { ReactNode } from 'react';
import { cx } from '../../../ui/class-names.ts';

/** Who speaks: it decides side and colour. */
export type Voice = 'visitor' | 'agent' | 'person';

const LOOKS: Readonly<Record<Voice, string>> = {
  visitor: 'self-start rounded-ss-sm border-line bg-surface',
  agent: 'self-end rounded-se-sm border-line bg-hover',
  person: 'self-end rounded-se-sm border-transparent bg-accent-tint',
};

type BubbleProps = {
  readonly by: Voice;
  /** It may still become another text. */
  readonly isProvisional?: boolean;
  readonly children: ReactNode;
};

/** What somebody says, at their side. */
export const Bubble = ({ by, isProvisional, children }: BubbleProps) => (
  <div
    className={cx(
      'flex min-w-0 max-w-full flex-col gap-2 rounded-lg border px-3.5 py-2.5',
      LOOKS[by],
      isProvisional && 'border-edge border-dashed',
    )}
  >
    {children}
  </div>
);
