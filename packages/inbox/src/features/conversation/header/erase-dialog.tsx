import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { tell } from '../../../ui/toast.tsx';

type EraseProps = { readonly onClose: () => void; readonly onErased: () => void };

/** Erases the visitor for good, once who it is has been typed. */
export function EraseDialog({ onClose, onErased }: EraseProps) {
  const { t } = useTranslation('conversation');
  const { client } = useInbox();
  const { data } = useOpen();
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly problem: string | null }>(IDLE);
  const { confirmation, conversation_count: count } = data.facts.visitor;
  const erase = async (): Promise<void> => {
    setState({ isBusy: true, problem: null });
    try {
      const gone = await client.call('erase-visitor', { params: { id: data.id }, body: { confirmation } });
      tell(t('erased', { count: gone.erased_conversations }));
      onErased();
    } catch (error) {
      setState({ isBusy: false, problem: problemOf(error) });
    }
  };
  return (
    <ConfirmDialog
      title={t('eraseTitle')}
      text={t('eraseText')}
      action={t('erase')}
      typed={confirmation}
      isBusy={state.isBusy}
      onConfirm={() => void erase()}
      onClose={onClose}
    >
      <ul className="list-disc ps-5 text-soft">
        <li>{t('eraseConversations', { count })}</li>
        <li>{t('eraseFiles')}</li>
        <li>{t('eraseKeeps')}</li>
      </ul>
      {state.problem && (
        <Notice tone="bad" isNews>
          {state.problem}
        </Notice>
      )}
    </ConfirmDialog>
  );
}

const IDLE = { isBusy: false, problem: null } as const;
