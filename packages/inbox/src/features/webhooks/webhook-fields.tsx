import { WEBHOOK_EVENTS, type WebhookEvent } from '@parley/protocol';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../form/use-form.ts';
import { CheckField, TextField } from '../../ui/field.tsx';

export type WebhookDraft = {
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
};

/** Where to, and of what an endpoint is told. */
export function WebhookFields({ form }: { readonly form: Form<WebhookDraft> }) {
  const { t } = useTranslation('webhooks');
  const { draft, set, problemOf } = form;
  const problem = problemOf('events');
  const toggle = (event: WebhookEvent, isOn: boolean): void =>
    set({ events: WEBHOOK_EVENTS.filter((each) => (each === event ? isOn : draft.events.includes(each))) });
  return (
    <>
      <TextField
        label={t('url')}
        hint={t('urlHint')}
        type="url"
        dir="ltr"
        placeholder="https://"
        value={draft.url}
        problem={problemOf('url')}
        onChange={(event) => set({ url: event.target.value })}
      />
      <TextField
        label={t('description')}
        value={draft.description}
        problem={problemOf('description')}
        onChange={(event) => set({ description: event.target.value })}
      />
      <fieldset>
        <legend className="mb-2 font-medium">{t('events')}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {WEBHOOK_EVENTS.map((event) => (
            <CheckField
              key={event}
              label={<span dir="ltr">{event}</span>}
              hint={t(`eventHints.${event.replace('.', '_')}`)}
              isOn={draft.events.includes(event)}
              onChange={(isOn) => toggle(event, isOn)}
            />
          ))}
        </div>
        {problem && (
          <p role="alert" className="mt-1 text-bad text-sm">
            {problem}
          </p>
        )}
      </fieldset>
    </>
  );
}
