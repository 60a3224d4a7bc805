import { useMutation } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellProblem } from '../../ui/toast.tsx';
import type { EntryPoint } from './entry-point.ts';
import { KINDS } from './kinds.ts';
import { useTakeOver } from './use-entry.ts';

/** Archives an entry point, where its kind has an archive. */
export function ArchiveButton({ entry }: { readonly entry: EntryPoint }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const takeOver = useTakeOver(entry.kind);
  const [isAsking, setIsAsking] = useState(false);
  const { archive } = KINDS[entry.kind];
  const { mutate, isPending } = useMutation({
    mutationFn: async () => archive?.(client, entry.id),
    onSuccess: (next) => next && takeOver(next),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => setIsAsking(false),
  });
  if (!archive) return null;
  return (
    <>
      <Button icon={Archive} onClick={() => setIsAsking(true)}>
        {t('archive')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('archiveTitle', { name: entry.name })}
          text={t('archiveText')}
          action={t('archive')}
          isBusy={isPending}
          onConfirm={() => mutate()}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
