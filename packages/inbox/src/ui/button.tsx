import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

const KINDS = {
  primary: 'bg-accent text-on-accent border-accent hover:brightness-110',
  quiet: 'bg-surface text-ink border-edge hover:bg-hover',
  plain: 'border-transparent text-ink hover:bg-hover',
  danger: 'bg-bad text-on-bad border-bad hover:brightness-110',
} as const;

export type ButtonKind = keyof typeof KINDS;

type ButtonProps = ComponentProps<'button'> & {
  readonly kind?: ButtonKind;
  readonly icon?: LucideIcon;
  /** While it works: it cannot be pressed again. */
  readonly isBusy?: boolean;
};

/** A button with words; `primary` is the one thing that a screen is for. */
export function Button({ kind = 'quiet', icon: Icon, isBusy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={cx(
        'inline-flex min-h-9 items-center justify-center gap-2 rounded-md border px-3 py-1.5 font-medium disabled:opacity-60',
        KINDS[kind],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  readonly icon: LucideIcon;
  /** What it does: its name for those who hear it, and its tip for those who point at it. */
  readonly label: string;
  readonly isPressed?: boolean;
};

/** A button with a picture only. */
export function IconButton({ icon: Icon, label, isPressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={cx(
          'grid size-9 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink disabled:opacity-50 aria-pressed:bg-selected aria-pressed:text-accent',
          className,
        )}
      >
        <Icon aria-hidden className="size-4.5" />
      </button>
    </Tooltip>
  );
}
