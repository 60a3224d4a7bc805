import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

type MetadataEditorProps = {
  /** `key:value`, all of them. */
  readonly pairs: readonly string[];
  /** Key of what is said of keys. */
  readonly hint: string;
  readonly onChange: (pairs: readonly string[]) => void;
};

/** Conversations that have all of some values: of the metadata, or of the workspace's own rubric. */
export function MetadataEditor({ pairs, hint, onChange }: MetadataEditorProps) {
  const { t } = useTranslation('list');
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const isWhole = key.trim() !== '' && !key.includes(':');
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    onChange([...pairs, `${key.trim()}:${value.trim()}`]);
    setKey('');
    setValue('');
  };
  return (
    <form onSubmit={add} className="flex flex-col gap-2 px-2 pb-1">
      {pairs.length > 0 && (
        <ul className="flex flex-col gap-1">
          {pairs.map((pair) => (
            <li key={pair} className="flex items-center justify-between gap-2 rounded-sm bg-hover ps-2">
              <span dir="auto" className="min-w-0 truncate">
                {pair.replace(':', ' = ')}
              </span>
              <button
                type="button"
                aria-label={t('filters.remove', { what: pair })}
                onClick={() => onChange(pairs.filter((each) => each !== pair))}
                className="grid size-8 shrink-0 place-items-center rounded-sm text-soft hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextField label={t('filters.key')} hint={t(hint)} value={key} onChange={(event) => setKey(event.target.value)} />
      <TextField label={t('filters.value')} value={value} onChange={(event) => setValue(event.target.value)} />
      <Button type="submit" disabled={!isWhole}>
        {t('filters.add')}
      </Button>
    </form>
  );
}
