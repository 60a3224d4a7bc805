import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { TagsInput } from './tags-input.tsx';
import type { ArticleText } from './use-article.ts';

// The editor weighs more than all the rest of the screen.
const RichText = lazy(async () => ({ default: (await import('./rich-text.tsx')).RichText }));

type ArticleFieldsProps = {
  readonly text: ArticleText;
  /** Changes when another text has come in the place of the one that was edited. */
  readonly replaced?: number;
  readonly isReadOnly: boolean;
  readonly onChange: (text: ArticleText) => void;
};

/** Title, text, tags and what the team notes of an article. */
export function ArticleFields({ text, replaced = 0, isReadOnly, onChange }: ArticleFieldsProps) {
  const { t } = useTranslation('knowledge');
  return (
    <>
      <TextField
        label={t('title')}
        value={text.title}
        readOnly={isReadOnly}
        maxLength={500}
        onChange={({ target }) => onChange({ ...text, title: target.value })}
      />
      <ContentField
        content={text.content}
        replaced={replaced}
        isReadOnly={isReadOnly}
        onChange={(content) => onChange({ ...text, content })}
      />
      <TagsInput tags={text.tags} isReadOnly={isReadOnly} onChange={(tags) => onChange({ ...text, tags: [...tags] })} />
      <TextField
        label={t('description')}
        hint={t('descriptionHint')}
        value={text.description}
        readOnly={isReadOnly}
        onChange={({ target }) => onChange({ ...text, description: target.value })}
      />
    </>
  );
}

type ContentFieldProps = {
  readonly content: string;
  readonly replaced: number;
  readonly isReadOnly: boolean;
  readonly onChange: (content: string) => void;
};

/** The text, as it will look or as Markdown. What the editor could not give back as it is stays Markdown. */
function ContentField({ content, replaced, isReadOnly, onChange }: ContentFieldProps) {
  const { t } = useTranslation('knowledge');
  const [look, setLook] = useState<'rich' | 'source'>('rich');
  /** Which text is; another one may not be. */
  const [tooRich, setTooRich] = useState<number | null>(null);
  const isTooRich = tooRich === replaced;
  const isSource = look === 'source' || isTooRich;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <span id="article-content" className="font-medium">
          {t('content')}
        </span>
        {!isTooRich && (
          <Button kind="plain" onClick={() => setLook(isSource ? 'rich' : 'source')}>
            {t(isSource ? 'asText' : 'asMarkdown')}
          </Button>
        )}
      </div>
      {isSource ? (
        <TextArea
          label={t('content')}
          isLabelHidden
          hint={isTooRich ? t('tooRich') : undefined}
          rows={18}
          className="font-mono text-sm"
          value={content}
          readOnly={isReadOnly}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <Suspense fallback={<Waiting />}>
          <RichText
            markdown={content}
            replaced={replaced}
            isReadOnly={isReadOnly}
            labelledBy="article-content"
            onChange={onChange}
            onTooRich={() => setTooRich(replaced)}
          />
        </Suspense>
      )}
    </div>
  );
}
