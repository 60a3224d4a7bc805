import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../form/use-form.ts';
import { useAgents } from '../../session/agents.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useBeginRun } from './use-analysis.ts';

const EVERYTHING = { chatbot_id: '', created_after: '', created_before: '' };

/** Which conversations to analyse anew. One run goes on at a time: whoever begins another meanwhile is told. */
export function BeginRun({ isRunning }: { readonly isRunning: boolean }) {
  const { t } = useTranslation('analysis');
  const agents = useAgents();
  const begin = useBeginRun();
  const form = useForm({
    stored: EVERYTHING,
    send: ({ chatbot_id, created_after, created_before }) =>
      begin({
        chatbot_id: chatbot_id || null,
        created_after: created_after || null,
        created_before: created_before || null,
      }),
  });
  const { draft, set, problemOf } = form;
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label={t('agent')}
          value={draft.chatbot_id}
          problem={problemOf('chatbot_id')}
          options={[
            { value: '', label: t('allAgents') },
            ...agents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(chatbot_id) => set({ chatbot_id })}
        />
        <TextField
          label={t('from')}
          type="date"
          max={draft.created_before || undefined}
          value={draft.created_after}
          problem={problemOf('created_after')}
          onChange={(event) => set({ created_after: event.target.value })}
        />
        <TextField
          label={t('to')}
          type="date"
          min={draft.created_after || undefined}
          value={draft.created_before}
          problem={problemOf('created_before')}
          onChange={(event) => set({ created_before: event.target.value })}
        />
        <div className="flex self-end">
          <Button type="submit" kind="primary" icon={Play} isBusy={form.isBusy} disabled={isRunning}>
            {t('begin')}
          </Button>
        </div>
      </div>
      {form.problem && (
        <Notice tone="bad" isNews>
          {form.problem}
        </Notice>
      )}
    </form>
  );
}
