import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { givenValue, shownValue } from './field-value.ts';
import { SchemaFieldInput } from './schema-field-input.tsx';
import type { SchemaField } from './schema-fields.ts';
import { Unverified } from './unverified.tsx';
import { useMetadata } from './use-metadata.ts';

type FormProps = { readonly fields: readonly SchemaField[]; readonly mayEdit: boolean };

/** The keys that the schema names: what is wrong with a value stands beside it. */
export function MetadataForm({ fields, mayEdit }: FormProps) {
  const { t } = useTranslation('details');
  const { view } = useOpen().data;
  const { problems, set, clear } = useMetadata();
  // Only what was typed: the rest goes on with what arrives.
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setIsBusy] = useState(false);
  /** What was known when the first of it was typed. */
  const begunAt = useRef<number>(undefined);
  const shown = (field: SchemaField): string => edited[field.key] ?? shownValue(view.metadata[field.key], field);
  const changed = fields.filter((field) => shown(field) !== shownValue(view.metadata[field.key], field));
  const undo = (): void => {
    begunAt.current = undefined;
    setEdited({});
    clear();
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const change = Object.fromEntries(changed.map((field) => [field.key, givenValue(shown(field), field)]));
    setIsBusy(true);
    const keys = fields.map(({ key }) => key);
    const refusal = await set(change, { keys, basedOn: begunAt.current });
    setIsBusy(false);
    // Who has been told what somebody else did, and stores it again, means it.
    if (Object.keys(refusal ?? {}).length === 0) begunAt.current = undefined;
    if (refusal === null) setEdited({});
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="flex flex-col gap-3">
      {fields.map((field) => (
        <SchemaFieldInput
          key={field.key}
          field={field}
          value={shown(field)}
          problem={problems[field.key]}
          isDisabled={!mayEdit}
          mark={view.unverifiedKeys.includes(field.key) && <Unverified />}
          onChange={(value) => {
            begunAt.current ??= view.seq;
            setEdited((before) => ({ ...before, [field.key]: value }));
          }}
        />
      ))}
      {problems[''] && (
        <Notice tone="bad" isNews>
          {problems['']}
        </Notice>
      )}
      {(changed.length > 0 || isBusy) && (
        <div className="flex justify-end gap-2">
          <Button onClick={undo}>{t('undo')}</Button>
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
