import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { SelectField, TextField } from '../../../../ui/field.tsx';
import { languageName } from '../../../../ui/language-name.ts';
import { isLanguageTag, knownTag, type OwnTexts } from './own-texts.ts';
import { SHIPPED_LANGUAGES } from './shipped-texts.ts';

type LanguageChoiceProps = {
  readonly own: OwnTexts;
  readonly language: string;
  readonly onChange: (language: string) => void;
};

/** Which language's texts are looked at: those of the widget, those that have texts already, or any other. */
export function LanguageChoice({ own, language, onChange }: LanguageChoiceProps) {
  const { t, i18n } = useTranslation('widgetSettings');
  const [tag, setTag] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const tags = [...new Set([...SHIPPED_LANGUAGES, ...Object.keys(own), language])];
  const options = tags
    .map((value) => ({ value, label: labelOf(languageName(value, i18n.language), own[value]) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const choose = (): void => {
    const wanted = tag.trim();
    setIsWrong(!isLanguageTag(wanted));
    if (!isLanguageTag(wanted)) return;
    onChange(knownTag(tags, wanted));
    setTag('');
  };
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <SelectField label={t('texts.language')} value={language} options={options} onChange={onChange} />
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('texts.other')}
            value={tag}
            placeholder="de-AT"
            dir="ltr"
            maxLength={40}
            problem={isWrong ? t('problems.languageTag') : undefined}
            onChange={({ target }) => setTag(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // It would send the whole form.
              event.preventDefault();
              choose();
            }}
          />
        </div>
        <Button icon={Plus} className="mt-6 min-h-10" disabled={tag.trim() === ''} onClick={choose}>
          {t('texts.add')}
        </Button>
      </div>
    </div>
  );
}

/** With how many texts of its own it has. */
function labelOf(name: string, texts: OwnTexts[string] = {}): string {
  const count = Object.keys(texts).length;
  return count === 0 ? name : `${name} (${count})`;
}
