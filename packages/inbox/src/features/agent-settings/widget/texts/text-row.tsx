import { RotateCcw } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import { directionOf } from '../../language-tag.ts';
import { placesAmiss } from './own-texts.ts';

type TextRowProps = {
  readonly name: string;
  readonly language: string;
  /** What is read where there is none of its own. */
  readonly below: string;
  readonly own: string;
  readonly problem: string | undefined;
  readonly onChange: (text: string) => void;
};

/** One text of the widget: what it says as shipped stands in the empty field, and under one that is filled. */
export function TextRow({ name, language, below, own, problem, onChange }: TextRowProps) {
  const { t } = useTranslation('widgetSettings');
  const input = useRef<HTMLTextAreaElement>(null);
  const { lacking, unknown } = placesAmiss(below, own);
  const clear = (): void => {
    // The button goes away with the text.
    input.current?.focus();
    onChange('');
  };
  return (
    <Field
      label={name}
      problem={problem}
      hint={
        own !== '' && (
          <>
            {t('texts.shipped', { text: below })}
            {lacking.length > 0 && <Amiss text={t('texts.lacking', { places: lacking.join(', ') })} />}
            {unknown.length > 0 && <Amiss text={t('texts.unknown', { places: unknown.join(', ') })} />}
          </>
        )
      }
    >
      {(ids) => (
        <div className="flex items-start gap-1">
          <textarea
            {...ids}
            ref={input}
            lang={language}
            dir={directionOf(language)}
            rows={Math.min(4, Math.ceil(Math.max(below.length, own.length) / 40))}
            value={own}
            placeholder={below}
            maxLength={1_000}
            onChange={({ target }) => onChange(target.value)}
            className="field-sizing-content w-full resize-none min-w-0 rounded-md border border-edge bg-surface px-3 py-2 disabled:opacity-60 aria-invalid:border-bad"
          />
          {own !== '' && <IconButton icon={RotateCcw} label={t('texts.back', { name })} onClick={clear} />}
        </div>
      )}
    </Field>
  );
}

const Amiss = ({ text }: { readonly text: string }) => <span className="block text-fair">{text}</span>;
