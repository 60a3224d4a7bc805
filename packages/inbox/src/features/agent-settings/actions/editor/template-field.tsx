import { useRef } from 'react';
import { TextArea, TextField } from '../../../../ui/field.tsx';
import { placeholder } from '../placeholders.ts';
import { InsertMenu } from './insert-menu.tsx';

type TemplateFieldProps = {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: string;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly example?: string;
  /** How many lines it has; one unless told. */
  readonly rows?: number;
  readonly onChange: (value: string) => void;
};

/** A text that may hold placeholders, and a menu of those that there are. */
export function TemplateField({ label, isLabelHidden = false, hint, rows = 1, example, ...field }: TemplateFieldProps) {
  const { value, problem, onChange } = field;
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const insert = (name: string): void => {
    const [from, to] = [input.current?.selectionStart ?? value.length, input.current?.selectionEnd ?? value.length];
    const written = placeholder(name);
    onChange(value.slice(0, from) + written + value.slice(to));
    // A name that is still to be finished goes on before its braces.
    caret.current = from + written.length - (name.endsWith('_') ? 2 : 0);
  };
  const goOn = (event: Event): void => {
    if (caret.current === undefined) return;
    event.preventDefault();
    input.current?.focus();
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  };
  const shared = {
    label,
    isLabelHidden,
    hint,
    problem,
    value,
    ref: input,
    dir: 'ltr',
    spellCheck: false,
    autoComplete: 'off',
    className: 'font-mono text-sm',
    placeholder: example,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  } as const;
  return (
    <div className="flex min-w-0 items-start gap-1">
      <div className="min-w-0 flex-1">
        {rows > 1 ? <TextArea {...shared} rows={rows} /> : <TextField {...shared} />}
      </div>
      <div className={isLabelHidden ? '' : 'mt-6'}>
        <InsertMenu label={label} onInsert={insert} onCloseAutoFocus={goOn} />
      </div>
    </div>
  );
}
