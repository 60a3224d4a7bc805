import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TagChip } from '../../ui/tag-chip.tsx';
import type { FieldOption } from './field-option.ts';

type ChoiceEditorProps = {
  readonly options: readonly FieldOption[];
  readonly chosen: readonly string[];
  /** What is typed may be chosen though it is not among the options. */
  readonly takesOthers: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
};

/** So many are found by looking. */
const FEW = 8;

/** Any of some values, found by typing where they are many. */
export function ChoiceEditor({ options, chosen, takesOthers, onChange }: ChoiceEditorProps) {
  const { t } = useTranslation('list');
  const [wanted, setWanted] = useState('');
  const known = new Set(options.map(({ value }) => value));
  // What the address asks for stays in sight, known or not.
  const all = [...chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value })), ...options];
  const matching = all.filter(({ label }) => label.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()));
  const other = wanted.trim();
  const isNew = takesOthers && other !== '' && !all.some(({ label, value }) => label === other || value === other);
  const toggle = (value: string, isOn: boolean): void =>
    onChange(isOn ? [...chosen, value] : chosen.filter((each) => each !== value));
  return (
    <>
      {(all.length > FEW || takesOthers) && (
        <input
          type="search"
          dir="auto"
          value={wanted}
          aria-label={t('filters.find')}
          placeholder={t('filters.find')}
          onChange={(event) => setWanted(event.target.value)}
          className="mx-1 mb-2 rounded-md border border-edge bg-surface px-3 py-1.5"
        />
      )}
      <ul className="max-h-72 overflow-y-auto">
        {matching.map((option) => (
          <li key={option.value}>
            <Choice option={option} isOn={chosen.includes(option.value)} onChange={toggle} />
          </li>
        ))}
      </ul>
      {isNew && (
        <button
          type="button"
          onClick={() => {
            toggle(other, true);
            setWanted('');
          }}
          className="flex min-h-9 items-center gap-2 rounded-sm px-2 text-start hover:bg-hover"
        >
          <Plus aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{t('filters.other', { value: other })}</span>
        </button>
      )}
      {matching.length === 0 && !isNew && <p className="px-2 py-1 text-soft">{t('filters.nothing')}</p>}
    </>
  );
}

type ChoiceProps = {
  readonly option: FieldOption;
  readonly isOn: boolean;
  readonly onChange: (value: string, isOn: boolean) => void;
};

const Choice = ({ option: { value, label, color }, isOn, onChange }: ChoiceProps) => (
  <label className="flex min-h-9 items-center gap-2.5 rounded-sm px-2 hover:bg-hover">
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => onChange(value, event.target.checked)}
      className="size-4 shrink-0 accent-(--accent)"
    />
    {color === undefined ? (
      <span dir="auto" className="min-w-0 truncate">
        {label}
      </span>
    ) : (
      <TagChip name={label} color={color} />
    )}
  </label>
);
