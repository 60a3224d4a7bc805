import type { CallInput } from '@parley/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LeaveGuard } from '../../../form/leave-guard.tsx';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import { Waiting } from '../../../ui/waiting.tsx';

const JsonEditor = lazy(async () => ({ default: (await import('../../../ui/json-editor.tsx')).JsonEditor }));

type JsonSchema = CallInput<'put-metadata-schema'>['body']['schema'];
type Schema = Record<string, unknown> | null;

const EXAMPLE: Schema = {
  type: 'object',
  properties: {
    plan: { title: 'Plan', enum: ['free', 'pro'] },
    seats: { title: 'Seats', type: 'integer', minimum: 1 },
  },
};

/** What metadata of an agent's conversations must be: a JSON Schema, checked as it is typed and again by the server. */
export function MetadataSchemaScreen({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('metadataSchema');
  const { stored } = useSchema(agentId);
  if (stored.error) return <Notice tone="bad">{problemOf(stored.error)}</Notice>;
  if (stored.data === undefined) return <Waiting />;
  return (
    <Page title={t('title')} text={t('text')}>
      <SchemaForm agentId={agentId} schema={stored.data} />
    </Page>
  );
}

function useSchema(agentId: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = ['metadata-schema', client.workspaceId, agentId];
  const call = client.agent(agentId);
  const stored = useQuery({
    queryKey,
    queryFn: async (): Promise<Schema> => (await call('get-metadata-schema', {})).schema,
  });
  const onSuccess = ({ schema }: { readonly schema: Schema }): void => {
    queries.setQueryData(queryKey, schema);
  };
  const save = useMutation({
    mutationFn: (schema: JsonSchema) => call('put-metadata-schema', { body: { schema } }),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: () => call('delete-metadata-schema', {}), onSuccess });
  return { stored, save, remove };
}

function SchemaForm({ agentId, schema }: { readonly agentId: string; readonly schema: Schema }) {
  const { t } = useTranslation('metadataSchema');
  const mayManage = useMay('agents.manage');
  const { save, remove } = useSchema(agentId);
  const [text, setText] = useState(() => JSON.stringify(schema ?? EXAMPLE, null, 2));
  const [savedText, setSavedText] = useState(text);
  const [isRemoving, setIsRemoving] = useState(false);
  const read = readObject(text);
  const error = save.error ?? remove.error;
  const saved = (): void => {
    setSavedText(text);
    tell(t('saved'));
  };
  return (
    <>
      <LeaveGuard isDirty={text !== savedText} />
      {schema === null && <Notice>{t('none')}</Notice>}
      <Suspense fallback={<Waiting />}>
        <JsonEditor label={t('title')} text={text} isReadOnly={!mayManage} onChange={setText} />
      </Suspense>
      <div role="status">{read === null && <Notice tone="fair">{t('noObject')}</Notice>}</div>
      {error && (
        <Notice tone="bad" isNews>
          {problemOf(error)}
        </Notice>
      )}
      {mayManage && (
        <div className="flex justify-end gap-2">
          {schema !== null && <Button onClick={() => setIsRemoving(true)}>{t('remove')}</Button>}
          <Button
            kind="primary"
            disabled={read === null}
            isBusy={save.isPending}
            onClick={() => read && save.mutate(read, { onSuccess: saved })}
          >
            {t('common:save')}
          </Button>
        </div>
      )}
      {isRemoving && (
        <ConfirmDialog
          title={t('removeTitle')}
          text={t('removeText')}
          action={t('remove')}
          isBusy={remove.isPending}
          onClose={() => setIsRemoving(false)}
          onConfirm={() => remove.mutate(undefined, { onSettled: () => setIsRemoving(false) })}
        />
      )}
    </>
  );
}

/** The object that a text holds; null when it is no JSON, or something else. */
function readObject(text: string): JsonSchema | null {
  try {
    // What JSON.parse gives is JSON.
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : null;
  } catch {
    // The editor says where it is wrong.
    return null;
  }
}
