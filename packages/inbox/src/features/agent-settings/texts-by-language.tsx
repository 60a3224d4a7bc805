import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';

type TextsByLanguageProps = {
  readonly label: string;
  readonly hint: string | undefined;
  readonly problem: string | undefined;
  readonly texts: Readonly<Record<string, string>>;
  readonly onChange: (texts: Readonly<Record<string, string>>) => void;
};

/** A text for each language that has its own. */
export function TextsByLanguage({ label, hint, problem, texts, onChange }: TextsByLanguageProps) {
  const { t, i18n } = useTranslation('agentSettings');
  const [tag, setTag] = useState('');
  const add = (): void => {
    onChange({ ...texts, [tag.trim()]: '' });
    setTag('');
  };
  const remove = (language: string): void =>
    onChange(Object.fromEntries(Object.entries(texts).filter(([other]) => other !== language)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">{label}</legend>
      {hint && <p className="text-soft text-sm">{hint}</p>}
      {Object.entries(texts).map(([language, text]) => (
        <div key={language} className="flex items-end gap-1">
          <div className="min-w-0 flex-1">
            <TextArea
              label={languageName(language, i18n.language)}
              rows={2}
              value={text}
              maxLength={1_000}
              onChange={({ target }) => onChange({ ...texts, [language]: target.value })}
            />
          </div>
          <IconButton icon={Trash2} label={t('remove')} onClick={() => remove(language)} />
        </div>
      ))}
      {problem && (
        <p role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
      <div className="flex items-end gap-2">
        <TextField
          label={t('languageTag')}
          value={tag}
          placeholder="de"
          maxLength={20}
          className="max-w-32"
          onChange={({ target }) => setTag(target.value)}
        />
        <Button icon={Plus} disabled={tag.trim() === '' || tag.trim() in texts} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </fieldset>
  );
}
