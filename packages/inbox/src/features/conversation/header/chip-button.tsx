import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../../../ui/class-names.ts';

type ChipButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  readonly icon: LucideIcon;
  /** What it opens: its name for those who hear it, before what it shows. */
  readonly label: string;
  readonly children: ReactNode;
};

/** A fact that opens the menu which changes it. */
export function ChipButton({ icon: Icon, label, children, className, ...rest }: ChipButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(
        'inline-flex min-h-7 max-w-56 items-center gap-1.5 rounded-full border border-line px-2.5 py-0.5 text-xs hover:bg-hover data-[state=open]:bg-hover',
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-soft" />
      <span className="sr-only">{label}: </span>
      <span className="min-w-0 truncate">{children}</span>
      <ChevronDown aria-hidden className="size-3 shrink-0 text-soft" />
    </button>
  );
}
