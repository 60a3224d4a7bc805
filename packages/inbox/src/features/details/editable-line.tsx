import { Pencil } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { TextField } from '../../ui/field.tsx';

type EditableLineProps = {
  readonly label: string;
  readonly value: string | null;
  readonly type?: 'text' | 'email' | 'tel';
  readonly maxLength: number;
  readonly mayEdit: boolean;
  /** What is known of the value beside itself. */
  readonly mark?: ReactNode;
  /**
   * Null takes it away; `basedOn` is the `seq` that was known when the edit began. Gives what is wrong with it, or null
   * once it is stored.
   */
  readonly onSave: (value: string | null, basedOn: number) => Promise<string | null>;
};

/** A fact that is changed where it stands: Enter or leaving it stores, Escape leaves it as it was. */
export function EditableLine(props: EditableLineProps) {
  const { label, value, type = 'text', maxLength, mayEdit, mark, onSave } = props;
  const { t } = useTranslation('details');
  const [edited, setEdited] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { seq } = useOpen().data.view;
  const begunAt = useRef(seq);
  const close = (): void => {
    flushSync(() => {
      setEdited(null);
      setProblem(null);
    });
    opener.current?.focus();
  };
  const save = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const next = edited?.trim() || null;
    if (edited === null || next === value) return setEdited(null);
    const refusal = await onSave(next, begunAt.current);
    setProblem(refusal);
    if (refusal === null) setEdited(null);
  };
  if (edited !== null) {
    return (
      <form onSubmit={(event) => void save(event)} noValidate>
        <TextField
          label={label}
          type={type}
          maxLength={maxLength}
          value={edited}
          problem={problem ?? undefined}
          autoFocus
          onChange={(event) => {
            setEdited(event.target.value);
            setProblem(null);
          }}
          onBlur={() => problem === null && void save()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
        />
      </form>
    );
  }
  return (
    <div className="min-w-0">
      <p className="text-soft text-xs">{label}</p>
      <div className="flex min-w-0 items-center gap-2">
        {mayEdit ? (
          <button
            ref={opener}
            type="button"
            onClick={() => {
              begunAt.current = seq;
              setEdited(value ?? '');
            }}
            className="group -mx-1.5 flex min-h-8 min-w-0 items-center gap-1.5 rounded-sm px-1.5 text-start hover:bg-hover"
          >
            {/* What it does comes before what it shows, which stays part of its name. */}
            <span className="sr-only">{t('edit', { label })}: </span>
            <Value value={value} />
            <Pencil
              aria-hidden
              className="size-3.5 shrink-0 text-soft opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
            />
          </button>
        ) : (
          <Value value={value} />
        )}
        {mark}
      </div>
    </div>
  );
}

function Value({ value }: { readonly value: string | null }) {
  const { t } = useTranslation('details');
  return value ? <bdi className="min-w-0 break-words">{value}</bdi> : <span className="text-soft">{t('none')}</span>;
}
