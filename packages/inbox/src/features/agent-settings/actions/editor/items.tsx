import { ACTION_LIMITS } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../../ui/field.tsx';
import type { NameValue } from '../action-draft.ts';
import type { Part } from './part.ts';
import { Rows } from './rows.tsx';
import { TemplateField } from './template-field.tsx';

type ItemsProps = Pick<Part, 'problemAt'> & {
  /** Its words are `<kind>.label`, `.add`, `.one`. */
  readonly kind: 'headers' | 'query' | 'items';
  /** Where the server tells of them. */
  readonly path: string;
  readonly items: readonly NameValue[];
  readonly onChange: (items: readonly NameValue[]) => void;
};

/** Names with values that may hold placeholders. */
export function Items({ kind, path, items, problemAt, onChange }: ItemsProps) {
  const { t } = useTranslation('actions');
  return (
    <Rows
      label={t(`${kind}.label`)}
      rows={items}
      blank={{ name: '', value: '' }}
      max={ACTION_LIMITS.items}
      problem={problemAt(path)}
      add={t(`${kind}.add`)}
      remove={(at) => t('removeRow', { what: t(`${kind}.one`), at })}
      onChange={onChange}
    >
      {(item, at, set) => (
        <div className="grid gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <TextField
            label={t('nameOf', { what: t(`${kind}.one`), at: at + 1 })}
            isLabelHidden
            dir="ltr"
            placeholder={t('itemName')}
            value={item.name}
            problem={problemAt(`${path}.${at}.name`)}
            className="font-mono text-sm"
            onChange={({ target }) => set({ ...item, name: target.value })}
          />
          <TemplateField
            label={t('valueOf', { what: t(`${kind}.one`), at: at + 1 })}
            isLabelHidden
            example={t('itemValue')}
            value={item.value}
            problem={problemAt(`${path}.${at}.value`)}
            onChange={(value) => set({ ...item, value })}
          />
        </div>
      )}
    </Rows>
  );
}
