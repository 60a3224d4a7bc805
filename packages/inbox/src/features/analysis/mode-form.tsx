import type { AnalysisSettings } from '@parley/protocol/api';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../form/save-bar.tsx';
import { useForm } from '../../form/use-form.ts';
import { useMay } from '../../session/inbox-session.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';
import { useSaveSettings } from './use-analysis.ts';

type Mode = AnalysisSettings['mode'];
const MODES = ['live', 'at_end', 'off'] as const satisfies readonly Mode[];

/** When conversations are analysed. */
export function ModeForm({ mode }: { readonly mode: Mode }) {
  const { t } = useTranslation('analysis');
  const name = useId();
  const mayManage = useMay('agents.manage');
  const save = useSaveSettings();
  const form = useForm({ stored: { mode }, send: save, onDone: () => tell(t('saved')) });
  return (
    <Card title={t('when')}>
      <form onSubmit={form.submit} noValidate className="flex max-w-2xl flex-col gap-4">
        <fieldset disabled={!mayManage} className="flex flex-col gap-3">
          <legend className="sr-only">{t('when')}</legend>
          {MODES.map((each) => (
            <div key={each} className="flex items-start gap-2">
              <input
                id={`${name}-${each}`}
                type="radio"
                name={name}
                checked={form.draft.mode === each}
                onChange={() => form.set({ mode: each })}
                aria-describedby={`${name}-${each}-hint`}
                className="mt-0.5 size-4.5 shrink-0 accent-(--accent)"
              />
              <div className="min-w-0">
                <label htmlFor={`${name}-${each}`} className="font-medium">
                  {t(`modes.${each}`)}
                </label>
                <p id={`${name}-${each}-hint`} className="text-soft text-sm">
                  {t(`modeHints.${each}`)}
                </p>
              </div>
            </div>
          ))}
        </fieldset>
        <SaveBar isShy form={form} />
      </form>
    </Card>
  );
}
