import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../ui/field.tsx';

type TagsInputProps = {
  readonly tags: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChange: (tags: readonly string[]) => void;
};

/** Tags by their words: Enter or a comma adds one. */
export function TagsInput({ tags, isReadOnly, onChange }: TagsInputProps) {
  const { t } = useTranslation('knowledge');
  const [typed, setTyped] = useState('');
  const add = (): void => {
    const tag = typed.trim();
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
    setTyped('');
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== ',')) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="flex flex-col gap-2">
      {!isReadOnly && (
        <TextField
          label={t('tags')}
          hint={t('tagsHint')}
          value={typed}
          maxLength={100}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={hear}
          onBlur={add}
        />
      )}
      <ul aria-label={t('tags')} className="flex flex-wrap gap-1.5">
        {tags.map((tag) => (
          <li key={tag} className="inline-flex items-center gap-1 rounded-full bg-hover ps-2.5 text-sm">
            <bdi>{tag}</bdi>
            {isReadOnly ? (
              <span className="pe-2.5" />
            ) : (
              <button
                type="button"
                aria-label={t('removeTag', { tag })}
                onClick={() => onChange(tags.filter((other) => other !== tag))}
                className="grid size-7 place-items-center rounded-full hover:bg-selected"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
