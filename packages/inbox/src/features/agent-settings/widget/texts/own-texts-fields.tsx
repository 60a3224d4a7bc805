import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../../form/draft.ts';
import { problemOf } from '../../../../session/problem-of.ts';
import { Button } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Waiting } from '../../../../ui/waiting.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { foundKeys, type OwnTexts, type ShippedTexts, textBelow, withText } from './own-texts.ts';
import { shippedTextsQuery } from './shipped-texts.ts';
import { TextRow } from './text-row.tsx';

/** So many are shown until somebody wants them all. */
const FIRST = 8;

type OwnTextsFieldsProps = {
  readonly stored: OwnTexts;
  readonly own: OwnTexts;
  readonly language: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly onLanguage: (language: string) => void;
  readonly onChange: (own: OwnTexts) => void;
};

/** The widget's words by language: what it says as shipped, and what an agent says instead. */
export function OwnTextsFields({ language, onLanguage, ...texts }: OwnTextsFieldsProps) {
  const { data: shipped, error } = useQuery(shippedTextsQuery(language));
  const general = texts.problems.texts;
  return (
    <>
      <LanguageChoice own={texts.own} language={language} onChange={onLanguage} />
      {general && (
        <Notice tone="bad" isNews>
          {general}
        </Notice>
      )}
      {shipped && <TextList key={language} {...texts} language={language} shipped={shipped} />}
      {!shipped && (error ? <Notice tone="bad">{problemOf(error)}</Notice> : <Waiting />)}
    </>
  );
}

type TextListProps = Omit<OwnTextsFieldsProps, 'onLanguage'> & { readonly shipped: ShippedTexts };

function TextList({ stored, own, language, shipped, problems, onChange }: TextListProps) {
  const { t } = useTranslation('widgetSettings');
  const [search, setSearch] = useState('');
  const [isAll, setIsAll] = useState(false);
  const found = foundKeys({ stored, own, shipped, language, search });
  const shown = isAll ? found : found.slice(0, Math.max(FIRST, Object.keys(stored[language] ?? {}).length));
  return (
    <>
      <TextField
        type="search"
        label={t('texts.search')}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        onKeyDown={(event) => {
          // It would send the whole form.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {found.length === 0 && (
        <p role="status" className="text-soft">
          {t('texts.none')}
        </p>
      )}
      <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
        {shown.map((key) => (
          <TextRow
            key={key}
            name={key}
            language={language}
            below={textBelow(own, shipped, language, key)}
            own={own[language]?.[key] ?? ''}
            problem={problemAt(problems, `texts.${language}.${key}`)}
            onChange={(text) => onChange(withText(own, language, key, text))}
          />
        ))}
      </div>
      {shown.length < found.length && (
        <Button className="self-start" onClick={() => setIsAll(true)}>
          {t('texts.all', { number: found.length })}
        </Button>
      )}
    </>
  );
}
