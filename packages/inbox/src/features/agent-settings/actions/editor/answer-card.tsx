import { ACTION_LIMITS } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../../ui/field.tsx';
import { Card } from '../../../../ui/page.tsx';
import { metadataName, shownPlaceholder } from '../placeholders.ts';
import type { Part } from './part.ts';
import { Rows } from './rows.tsx';

/** What becomes of the answer: what the model sees of it, and what is kept. */
export function AnswerCard({ draft, onEdit, problemAt }: Part) {
  const { t } = useTranslation('actions');
  return (
    <Card title={t('answer')}>
      <Rows
        label={t('filter.label')}
        hint={t('filter.hint')}
        rows={draft.filter}
        blank=""
        max={ACTION_LIMITS.paths}
        problem={problemAt('response_filter')}
        add={t('filter.add')}
        remove={(at) => t('removeRow', { what: t('filter.one'), at })}
        onChange={(filter) => onEdit({ filter })}
      >
        {(path, at, set) => (
          <PathField
            label={t('rowOf', { what: t('filter.one'), at: at + 1 })}
            value={path}
            problem={problemAt(`response_filter.${at}`)}
            onChange={set}
          />
        )}
      </Rows>
      <Rows
        label={t('memory.label')}
        hint={t('memory.hint', { example: shownPlaceholder(metadataName('order_status')) })}
        rows={draft.memory}
        blank={{ path: '', key: '' }}
        max={ACTION_LIMITS.paths}
        problem={problemAt('save_to_memory')}
        add={t('memory.add')}
        remove={(at) => t('removeRow', { what: t('memory.one'), at })}
        onChange={(memory) => onEdit({ memory })}
      >
        {(row, at, set) => (
          <div className="grid gap-2 sm:grid-cols-2">
            <PathField
              label={t('pathOf', { at: at + 1 })}
              value={row.path}
              problem={problemAt(`save_to_memory.${at}.path`)}
              onChange={(path) => set({ ...row, path })}
            />
            <TextField
              label={t('keyOf', { at: at + 1 })}
              isLabelHidden
              dir="ltr"
              placeholder={t('metadataKey')}
              className="font-mono text-sm"
              value={row.key}
              problem={problemAt(`save_to_memory.${at}.key`)}
              onChange={({ target }) => set({ ...row, key: target.value })}
            />
          </div>
        )}
      </Rows>
    </Card>
  );
}

type PathFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
};

const PathField = ({ onChange, ...field }: PathFieldProps) => (
  <TextField
    {...field}
    isLabelHidden
    dir="ltr"
    placeholder="$.status"
    spellCheck={false}
    className="font-mono text-sm"
    onChange={({ target }) => onChange(target.value)}
  />
);
