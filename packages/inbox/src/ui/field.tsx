import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './class-names.ts';

const BOX = 'w-full rounded-md border border-edge bg-surface px-3 py-2 disabled:opacity-60 aria-invalid:border-bad';

type FrameProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
  /** The label is for those who hear it only. */
  readonly isLabelHidden?: boolean;
};

type FramedProps = FrameProps & { readonly children: (ids: FieldIds) => ReactNode };
type FieldIds = { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true };

/** A label, what belongs to it, a hint, and what is wrong with it. */
export function Field({ label, hint, problem, isLabelHidden, children }: FramedProps) {
  const id = useId();
  const [hintId, problemId] = [`${id}-hint`, `${id}-problem`];
  const described = [hint ? hintId : null, problem ? problemId : null].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'font-medium'}>
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true } : {}),
      })}
      {hint && (
        <p id={hintId} className="text-soft text-sm">
          {hint}
        </p>
      )}
      {problem && (
        <p id={problemId} role="alert" className="text-bad text-sm">
          {/* The server's words are English on every screen. */}
          <bdi>{problem}</bdi>
        </p>
      )}
    </div>
  );
}

/** A line of text. */
export function TextField({
  label,
  hint,
  problem,
  isLabelHidden,
  className,
  ...rest
}: FrameProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} problem={problem} isLabelHidden={isLabelHidden ?? false}>
      {(ids) => <input type="text" dir="auto" {...rest} {...ids} className={cx(BOX, className)} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  problem,
  isLabelHidden,
  className,
  ...rest
}: FrameProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} problem={problem} isLabelHidden={isLabelHidden ?? false}>
      {(ids) => <textarea dir="auto" rows={4} {...rest} {...ids} className={cx(BOX, className)} />}
    </Field>
  );
}

type SelectProps = FrameProps &
  Omit<ComponentProps<'select'>, 'onChange'> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly onChange: (value: string) => void;
  };

/** One of several: the platform's own list, which every keyboard and phone knows. */
export function SelectField({
  label,
  hint,
  problem,
  isLabelHidden,
  options,
  onChange,
  className,
  ...rest
}: SelectProps) {
  return (
    <Field label={label} hint={hint} problem={problem} isLabelHidden={isLabelHidden ?? false}>
      {(ids) => (
        <select {...rest} {...ids} onChange={(event) => onChange(event.target.value)} className={cx(BOX, className)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckFieldProps = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
};

/** Yes or no. */
export function CheckField({ label, hint, isOn, onChange, isDisabled }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4.5 shrink-0 accent-(--accent)"
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-soft text-sm">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
