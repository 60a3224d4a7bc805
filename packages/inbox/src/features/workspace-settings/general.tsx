import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../form/save-bar.tsx';
import { useForm } from '../../form/use-form.ts';
import { ownWorkspacesQuery, sessionQuery, useInbox } from '../../session/inbox-session.tsx';
import { workspaceQuery } from '../../session/workspace.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextField } from '../../ui/field.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';

/** The workspace itself: what it is called. */
export function GeneralScreen() {
  const { t } = useTranslation('workspace');
  const { client } = useInbox();
  const { data: workspace } = useSuspenseQuery(workspaceQuery(client));
  return (
    <Page title={t('title')} text={t('text')}>
      <NameForm name={workspace.name} />
      <Card title={t('about')}>
        <Facts
          facts={[
            {
              label: t('id'),
              value: (
                <span className="flex items-center gap-1">
                  <code dir="ltr" className="min-w-0 break-all font-mono text-sm">
                    {workspace.id}
                  </code>
                  <CopyButton isIconOnly text={workspace.id} label={t('copyId')} />
                </span>
              ),
            },
            { label: t('created'), value: <Instant at={workspace.created_at} /> },
          ]}
        />
      </Card>
    </Page>
  );
}

function NameForm({ name }: { readonly name: string }) {
  const { t } = useTranslation('workspace');
  const { client } = useInbox();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useForm({
    stored: { name },
    send: async (draft) => {
      const renamed = await client.call('rename-workspace', { body: draft });
      queries.setQueryData(workspaceQuery(client).queryKey, renamed);
    },
    onDone: async () => {
      tell(t('renamed'));
      await queries.invalidateQueries({ queryKey: ownWorkspacesQuery.queryKey });
      await queries.invalidateQueries({ queryKey: sessionQuery(client.workspaceId).queryKey });
      await router.invalidate();
    },
  });
  return (
    <Card title={t('nameTitle')}>
      <form onSubmit={form.submit} noValidate className="flex max-w-md flex-col gap-4">
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          value={form.draft.name}
          maxLength={100}
          problem={form.problemOf('name')}
          onChange={(event) => form.set({ name: event.target.value })}
        />
        <SaveBar form={form} />
      </form>
    </Card>
  );
}
