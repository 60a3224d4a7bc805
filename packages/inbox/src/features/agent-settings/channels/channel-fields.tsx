import type { ChannelFieldJson, ChannelPlatformJson } from '@parley/protocol/api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../../form/use-form.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/field.tsx';
import { askedFor, type ChannelDraft, pathOf } from './channel-draft.ts';
import { type FieldWords, useFieldWords } from './field-words.tsx';

type ChannelFieldsProps = {
  readonly platform: ChannelPlatformJson;
  readonly form: Form<Record<string, ChannelDraft[string]>>;
  /** The secrets that are there already. */
  readonly secretsSet?: ReadonlySet<string>;
  /** What the last check said of a field. */
  readonly checked?: (key: string) => string | undefined;
};

/** What a channel on a platform is set up with: what is needed first, what few need folded away. */
export function ChannelFields({ platform, form, secretsSet = NONE, checked = () => undefined }: ChannelFieldsProps) {
  const { t } = useTranslation('channels');
  const wordsOf = useFieldWords(platform.platform);
  const fields = askedFor(platform.fields, form.draft);
  const main = fields
    .filter((field) => !field.is_advanced)
    .toSorted((a, b) => Number(b.is_required) - Number(a.is_required));
  const advanced = fields.filter((field) => field.is_advanced);
  const show = (field: ChannelFieldJson) => {
    const path = pathOf(field);
    return (
      <ChannelField
        key={field.key}
        field={field}
        words={wordsOf(field)}
        value={form.draft[path] ?? null}
        isSet={secretsSet.has(field.key)}
        problem={form.problemOf(path) ?? checked(field.key)}
        onChange={(value) => form.set({ [path]: value })}
      />
    );
  };
  const isWrong = advanced.some((field) => form.problemOf(pathOf(field)) ?? checked(field.key));
  return (
    <>
      {main.map(show)}
      {advanced.length > 0 && (
        <details key={String(isWrong)} open={isWrong} className="rounded-md border border-line">
          <summary className="cursor-pointer rounded-md px-3 py-2 font-medium hover:bg-hover">{t('advanced')}</summary>
          <div className="flex flex-col gap-4 border-line border-t p-3">{advanced.map(show)}</div>
        </details>
      )}
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();

type ChannelFieldProps = {
  readonly field: ChannelFieldJson;
  readonly words: FieldWords;
  readonly value: ChannelDraft[string];
  readonly isSet: boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: ChannelDraft[string]) => void;
};

function ChannelField({ field, words: { label, hint, option }, value, isSet, problem, onChange }: ChannelFieldProps) {
  const { t } = useTranslation('channels');
  // What has a default is never empty.
  const isOptional = !field.is_required && field.default === null;
  const common = { label: isOptional ? t('optional', { label }) : label, hint, problem };
  const text = typeof value === 'string' ? value : '';
  if (field.kind === 'switch') {
    return <CheckField label={label} hint={hint} isOn={value === true} onChange={onChange} />;
  }
  if (field.kind === 'choice') {
    const options = (field.choices ?? []).map((choice) => ({ value: choice, label: option(choice) }));
    return <SelectField {...common} label={label} value={text} options={options} onChange={onChange} />;
  }
  if (field.kind === 'secret') {
    return <SecretField {...common} field={field} isSet={isSet} value={value} onChange={onChange} />;
  }
  const isPlain = field.kind === 'text';
  return (
    <TextField
      {...common}
      {...(isPlain ? {} : { dir: 'ltr' })}
      inputMode={field.kind === 'number' ? 'numeric' : field.kind === 'text' ? 'text' : field.kind}
      autoComplete="off"
      spellCheck={false}
      required={field.is_required}
      placeholder={field.default === null ? undefined : String(field.default)}
      className={field.kind === 'number' ? 'max-w-40' : undefined}
      value={text}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

type SecretFieldProps = Omit<ChannelFieldProps, 'words'> & {
  readonly label: string;
  readonly hint: ReactNode;
};

/** A secret goes in and never comes out: it says whether there is one. */
function SecretField({ field, label, hint, value, isSet, problem, onChange }: SecretFieldProps) {
  const { t } = useTranslation('channels');
  const isGoing = value === null;
  const canGo = isSet && !field.is_required;
  return (
    <div className="flex flex-col gap-1">
      <TextField
        label={label}
        hint={isGoing ? t('secretGoes') : hint}
        problem={problem}
        type="password"
        dir="ltr"
        autoComplete="new-password"
        required={field.is_required && !isSet}
        placeholder={isSet && !isGoing ? t('secretSet') : undefined}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value)}
      />
      {canGo && (
        <Button kind="plain" className="w-fit text-sm" onClick={() => onChange(isGoing ? '' : null)}>
          {t(isGoing ? 'keepSecret' : 'removeSecret')}
        </Button>
      )}
    </div>
  );
}
