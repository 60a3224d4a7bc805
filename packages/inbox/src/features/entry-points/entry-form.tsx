import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../form/save-bar.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toast.tsx';
import { draftOfEntry } from './draft.ts';
import { EntryFields } from './entry-fields.tsx';
import type { EntryPoint } from './entry-point.ts';
import { KINDS } from './kinds.ts';
import { useTakeOver } from './use-entry.ts';

/** Changes an entry point. */
export function EntryForm({ entry }: { readonly entry: EntryPoint }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const takeOver = useTakeOver(entry.kind);
  const form = useForm({
    stored: draftOfEntry(entry),
    send: async (_draft, changed) => {
      const next = await KINDS[entry.kind].change(client, entry.id, changed);
      // Before the form lets go of what was changed: it must not blink back.
      void takeOver(next);
    },
    onDone: () => tell(t('saved')),
  });
  return (
    <Card title={t('change')}>
      <form onSubmit={form.submit} noValidate className="flex max-w-2xl flex-col gap-4">
        <EntryFields form={form} kind={entry.kind} />
        <SaveBar form={form} />
      </form>
    </Card>
  );
}
