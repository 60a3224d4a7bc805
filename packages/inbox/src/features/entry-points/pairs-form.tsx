import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../form/save-bar.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Card } from '../../ui/page.tsx';
import { PairsField } from '../../ui/pairs-field.tsx';
import { tell } from '../../ui/toast.tsx';
import type { EntryPoint, Pair } from './entry-point.ts';
import { type PairsOf, writePairs } from './kinds.ts';
import { pairsQuery } from './use-entry.ts';

type PairsFormProps = { readonly entry: EntryPoint; readonly of: PairsOf; readonly mayManage: boolean };

/** Named values of an entry point; whoever may not change them sees them. */
export function PairsForm({ entry, of, mayManage }: PairsFormProps) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const { data: pairs } = useSuspenseQuery(pairsQuery(client, entry.kind, { id: entry.id, of }));
  if (mayManage) return <Editor entry={entry} of={of} pairs={pairs} />;
  if (pairs.length === 0) return null;
  return (
    <Card title={t(of)}>
      <KeyValues values={Object.fromEntries(pairs.map(({ key, value }) => [key, value]))} />
    </Card>
  );
}

type EditorProps = { readonly entry: EntryPoint; readonly of: PairsOf; readonly pairs: readonly Pair[] };

function Editor({ entry, of, pairs }: EditorProps) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const queries = useQueryClient();
  const { kind, id } = entry;
  // The server names the field as the API does.
  const field = of === 'properties' ? 'properties' : 'url_params';
  const form = useForm({
    stored: { [field]: pairs },
    send: async ({ [field]: next = [] }) => {
      const named = next.filter(({ key, value }) => key.trim() !== '' || value.trim() !== '');
      await writePairs(client, { kind, id, of, pairs: named });
      queries.setQueryData(pairsQuery(client, kind, { id, of }).queryKey, named);
    },
    onDone: () => tell(t('saved')),
  });
  return (
    <Card title={t(of)} text={t(`${of}Text`)}>
      <form onSubmit={form.submit} noValidate className="flex max-w-2xl flex-col gap-4">
        <PairsField
          label={t(of)}
          isLabelHidden
          pairs={form.draft[field] ?? []}
          problem={form.problemOf(field)}
          onChange={(next) => form.set({ [field]: next })}
          words={{ key: t('key'), value: t('value'), add: t('addPair'), remove: (at) => t('removePair', { at }) }}
        />
        <SaveBar isShy form={form} />
      </form>
    </Card>
  );
}
