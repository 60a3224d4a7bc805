import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Notice } from '../../ui/notice.tsx';
import { tell, tellProblem } from '../../ui/toast.tsx';
import type { Mail } from './mail.ts';

type MailDialogProps = { readonly mail: Mail; readonly onClose: () => void };

/** One mail with its text, as text: nothing in it is followed or loaded. */
export function MailDialog({ mail, onClose }: MailDialogProps) {
  const { t } = useTranslation('mails');
  const { client, session } = useInbox();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.call('resend-mail', { params: { mail_id: mail.id } }),
    onSuccess: () => {
      tell(t('resent'));
      onClose();
    },
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['mails', client.workspaceId] }),
  });
  const isResendable = session.sends_mail && (mail.state === 'failed' || mail.state === 'kept');
  const facts: Fact[] = [
    { label: t('to'), value: mail.to },
    { label: t('state'), value: t(`states.${mail.state}`) },
    { label: t('attempts'), value: mail.attempts },
    { label: t('created'), value: <Instant at={mail.created_at} /> },
    ...(mail.sent_at ? [{ label: t('sent'), value: <Instant at={mail.sent_at} /> }] : []),
  ];
  return (
    <Dialog isOpen onClose={onClose} title={mail.subject} text={t(`kinds.${mail.kind}`)} width="wide">
      <Facts facts={facts} />
      {mail.last_error !== null && <Notice tone="bad">{t('failure', { why: mail.last_error })}</Notice>}
      {mail.text ? (
        <CodeBlock label={t('content')} copyLabel={t('copyContent')} code={mail.text} />
      ) : (
        <Notice>{mail.text === null ? t('hidden') : t('gone')}</Notice>
      )}
      <DialogActions>
        {isResendable && (
          <Button icon={Send} isBusy={isPending} onClick={() => mutate()}>
            {t('resend')}
          </Button>
        )}
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
