import { LIMITS } from '@parley/protocol';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { EditableLine } from '../editable-line.tsx';
import { givenValue, shownValue } from './field-value.ts';
import { Unverified } from './unverified.tsx';
import { useMetadata } from './use-metadata.ts';

type RowsProps = {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly mayEdit: boolean;
  readonly mayAdd: boolean;
};

const VALUE_MAX = 8_000;
const JSON_FIELD = { kind: 'json' } as const;

/** Keys and values that no schema names. */
export function MetadataRows({ entries, mayEdit, mayAdd }: RowsProps) {
  const { t } = useTranslation('details');
  const { view } = useOpen().data;
  const { set } = useMetadata();
  const save = async (key: string, shown: string | null, basedOn: number): Promise<string | null> => {
    // A text stays one, though it looks like a number.
    const isText = typeof view.metadata[key] === 'string';
    const value = shown === null || isText ? shown : givenValue(shown, JSON_FIELD);
    const refusal = await set({ [key]: value }, { keys: [key], basedOn });
    return refusal?.[key] ?? refusal?.[''] ?? null;
  };
  return (
    <>
      <ul className="flex flex-col gap-2">
        {entries.map(([key, value]) => (
          <li key={key} className="flex min-w-0 items-start gap-1">
            <div className="min-w-0 flex-1">
              <EditableLine
                label={key}
                value={typeof value === 'string' ? value : shownValue(value, JSON_FIELD)}
                maxLength={VALUE_MAX}
                mayEdit={mayEdit}
                mark={view.unverifiedKeys.includes(key) && <Unverified />}
                onSave={(next, basedOn) => save(key, next, basedOn)}
              />
            </div>
            {mayEdit && (
              <IconButton
                icon={Trash2}
                label={t('removeKey', { key })}
                onClick={() => void set({ [key]: null }, { keys: [key] })}
                className="size-8"
              />
            )}
          </li>
        ))}
      </ul>
      {mayAdd && <NewRow />}
    </>
  );
}

function NewRow() {
  const { t } = useTranslation('details');
  const { problems, set, clear } = useMetadata();
  const [row, setRow] = useState<{ readonly key: string; readonly value: string } | null>(null);
  if (!row) {
    return (
      <Button kind="plain" icon={Plus} onClick={() => setRow({ key: '', value: '' })} className="self-start">
        {t('addKey')}
      </Button>
    );
  }
  const close = (): void => {
    setRow(null);
    clear();
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const key = row.key.trim();
    if (key === '' || row.value.trim() === '') return;
    if ((await set({ [key]: row.value }, { keys: [key] })) === null) setRow(null);
  };
  const problem = problems[row.key.trim()] ?? problems[''];
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-col gap-2 rounded-md border border-line p-3">
      <TextField
        label={t('key')}
        autoFocus
        maxLength={LIMITS.metadataKeyMax}
        value={row.key}
        onChange={(event) => setRow({ ...row, key: event.target.value })}
      />
      <TextField
        label={t('value')}
        maxLength={VALUE_MAX}
        problem={problem}
        value={row.value}
        onChange={(event) => setRow({ ...row, value: event.target.value })}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{t('undo')}</Button>
        <Button type="submit" kind="primary">
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
