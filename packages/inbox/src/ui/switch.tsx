import { cx } from './class-names.ts';

type SwitchProps = {
  /** What is on or off, for those who hear it. */
  readonly label: string;
  readonly isOn: boolean;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
};

/** On or off, at once. */
export function Switch({ label, isOn, isBusy = false, isDisabled = false, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      aria-busy={isBusy || undefined}
      disabled={isBusy || isDisabled}
      onClick={() => onChange(!isOn)}
      className={cx(
        'flex h-6 w-11 shrink-0 items-center rounded-full border px-0.5 disabled:opacity-60',
        isOn ? 'justify-end border-accent bg-accent' : 'justify-start border-edge bg-hover',
      )}
    >
      <span className={cx('size-4.5 rounded-full', isOn ? 'bg-on-accent' : 'bg-soft')} />
    </button>
  );
}
