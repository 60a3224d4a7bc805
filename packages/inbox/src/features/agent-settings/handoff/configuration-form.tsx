import { ApiError } from '@parley/sdk';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSame } from '../../../form/draft.ts';
import { useMay } from '../../../session/inbox-session.tsx';
import { tell } from '../../../ui/toast.tsx';
import { SettingsBar } from '../settings-bar.tsx';

/** What the fields of a configuration are given. */
export type FieldsProps<T> = {
  readonly values: T;
  /** What the server said, by dotted path. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onEdit: (edit: Partial<T>) => void;
};

type ConfigurationFormProps<T> = {
  readonly stored: T;
  readonly access: {
    readonly save: {
      readonly error: Error | null;
      readonly isPending: boolean;
      readonly reset: () => void;
      readonly mutate: (values: T, options: { readonly onSuccess: () => void }) => void;
    };
    readonly readAgain: () => Promise<void>;
  };
  readonly children: (fields: FieldsProps<T>) => ReactNode;
};

/** A configuration that is saved as a whole. */
export function ConfigurationForm<T extends object>({ stored, access, children }: ConfigurationFormProps<T>) {
  const { t } = useTranslation('handoffSettings');
  const mayManage = useMay('agents.manage');
  const [edits, setEdits] = useState<Partial<T>>({});
  const { save, readAgain } = access;
  const values = { ...stored, ...edits };
  const done = (): void => {
    setEdits({});
    tell(t('saved'));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(values, { onSuccess: done });
  };
  return (
    <form className="flex min-w-0 flex-col gap-4" onSubmit={submit}>
      <fieldset disabled={!mayManage} className="contents">
        {children({
          values,
          problems: save.error instanceof ApiError ? save.error.fields : {},
          onEdit: (edit) => setEdits((others) => ({ ...others, ...edit })),
        })}
      </fieldset>
      {mayManage && (
        <SettingsBar
          isChanged={!isSame(values, stored)}
          save={save}
          onReset={() => setEdits({})}
          readAgain={readAgain}
        />
      )}
    </form>
  );
}
