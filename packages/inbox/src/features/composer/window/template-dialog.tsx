import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../../session/problem-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog, DialogActions } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { languageName } from '../../../ui/language-name.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { filledTemplate } from './filled-template.ts';
import { type Template, useSendTemplate, useTemplates } from './use-template.ts';

type DialogProps = { readonly channelId: string; readonly onClose: () => void };

/** Sends one of the channel's approved templates: which, what is filled in, how it reads. */
export function TemplateDialog({ channelId, onClose }: DialogProps) {
  const { t } = useTranslation('composer');
  const { data: templates, error, refetch, isFetching } = useTemplates(channelId);
  return (
    <Dialog isOpen onClose={onClose} title={t('template.title')} text={t('template.text')}>
      {error && !isFetching ? (
        <>
          <Notice tone="bad" isNews>
            {problemOf(error)}
          </Notice>
          <DialogActions>
            <Button onClick={() => void refetch()}>{t('template.askAgain')}</Button>
          </DialogActions>
        </>
      ) : !templates ? (
        <Waiting />
      ) : templates.length === 0 ? (
        <Notice>{t('template.none')}</Notice>
      ) : (
        <TemplateForm templates={templates} onClose={onClose} />
      )}
    </Dialog>
  );
}

type FormProps = { readonly templates: readonly Template[]; readonly onClose: () => void };

function TemplateForm({ templates, onClose }: FormProps) {
  const { t, i18n } = useTranslation('composer');
  const [index, setIndex] = useState(0);
  const [values, setValues] = useState<readonly string[]>([]);
  const { isBusy, problem, send, begin } = useSendTemplate(onClose);
  const chosen = templates[index];
  if (!chosen) return null;
  const parameters = Array.from({ length: chosen.parameters }, (_, at) => values[at]?.trim() ?? '');
  const isReady = parameters.every((value) => value !== '');
  const options = templates.map(({ name, language }, at) => ({
    value: String(at),
    label: `${name} · ${languageName(language.replace('_', '-'), i18n.language)}`,
  }));
  const fill = (at: number, value: string): void => {
    setValues(parameters.map((before, place) => (place === at ? value : (values[place] ?? before))));
    begin();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isBusy) void send({ name: chosen.name, language: chosen.language, parameters });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <SelectField
        label={t('template.which')}
        value={String(index)}
        options={options}
        onChange={(value) => {
          setIndex(Number(value));
          setValues([]);
          begin();
        }}
      />
      {parameters.map((_, at) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is what tells them apart
          key={at}
          label={t('template.value', { number: at + 1 })}
          value={values[at] ?? ''}
          maxLength={1_000}
          autoComplete="off"
          onChange={(event) => fill(at, event.target.value)}
        />
      ))}
      <Preview body={chosen.body} parameters={parameters} />
      {problem && (
        <Notice tone="bad" isNews>
          {problem}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('template.cancel')}</Button>
        <Button type="submit" kind="primary" isBusy={isBusy} disabled={!isReady}>
          {t('template.send')}
        </Button>
      </DialogActions>
    </form>
  );
}

function Preview({ body, parameters }: { readonly body: string; readonly parameters: readonly string[] }) {
  const { t } = useTranslation('composer');
  return (
    <section aria-label={t('template.preview')} className="flex flex-col gap-1">
      <h3 className="font-medium">{t('template.preview')}</h3>
      <p dir="auto" className="whitespace-pre-wrap break-words rounded-lg bg-accent-tint px-3.5 py-2.5">
        {filledTemplate(body, parameters).map(({ text, number }, at) =>
          number === null ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order
            <mark key={at} className="rounded-sm bg-transparent font-semibold text-accent">
              {text}
            </mark>
          ),
        )}
      </p>
    </section>
  );
}
