import type { Retention } from '@parley/protocol/api';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../form/save-bar.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';
import { DueList } from './due-list.tsx';
import { retentionQuery } from './retention-query.ts';
import { draftOf, isStricter, RULES, rulesOf } from './retention-rules.ts';
import { RuleField } from './rule-field.tsx';
import { StricterDialog } from './stricter-dialog.tsx';

/** How long what was said is kept, and what the rules would take now. */
export function RetentionScreen() {
  const { t } = useTranslation('retention');
  const { client } = useInbox();
  const { data: retention } = useSuspenseQuery(retentionQuery(client));
  return (
    <Page title={t('title')} text={t('text')}>
      <RulesForm retention={retention} />
      <Card title={t('due')} text={t('dueText')}>
        <DueList due={retention.due} />
        <Facts
          facts={[
            { label: t('lastRun'), value: retention.last_run_at ? <Instant at={retention.last_run_at} /> : t('never') },
            { label: t('changed'), value: retention.updated_at ? <Instant at={retention.updated_at} /> : t('never') },
          ]}
        />
      </Card>
    </Page>
  );
}

function RulesForm({ retention }: { readonly retention: Retention }) {
  const { t } = useTranslation('retention');
  const { client } = useInbox();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const form = useForm({
    stored: draftOf(retention),
    send: async (draft) => {
      const stored = await client.call('update-retention', { body: rulesOf(draft) });
      queries.setQueryData(retentionQuery(client).queryKey, stored);
    },
    onDone: () => tell(t('saved')),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isStricter(retention, rulesOf(form.draft))) setIsAsking(true);
    else form.submit();
  };
  const confirm = (): void => {
    setIsAsking(false);
    form.submit();
  };
  return (
    <Card title={t('rules')} text={t('rulesText')}>
      <form onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-5">
        {RULES.map((rule) => (
          <RuleField
            key={rule}
            rule={rule}
            value={form.draft[rule]}
            problem={form.problemOf(rule)}
            onChange={(value) => form.set({ [rule]: value })}
          />
        ))}
        <SaveBar form={form} />
      </form>
      {isAsking && (
        <StricterDialog rules={rulesOf(form.draft)} onConfirm={confirm} onClose={() => setIsAsking(false)} />
      )}
    </Card>
  );
}
