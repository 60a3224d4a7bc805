import type { AiActionCall } from '@parley/protocol/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../../session/inbox-session.tsx';
import { Button } from '../../../../ui/button.tsx';
import { CodeBlock } from '../../../../ui/code-block.tsx';
import { Dialog, DialogActions } from '../../../../ui/dialog.tsx';
import { Facts } from '../../../../ui/facts.tsx';
import { Instant } from '../../../../ui/instant.tsx';
import { OutcomeBadge } from '../outcome-badge.tsx';
import { readable, SentRequest } from '../sent-request.tsx';
import { Unsaved } from '../trial/trial-result.tsx';

type CallDialogProps = { readonly call: AiActionCall; readonly onClose: () => void };

/** One call: what the model gave, what was sent and what came back. */
export function CallDialog({ call, onClose }: CallDialogProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const { at, outcome, response_status: status, latency_ms: latency, response_body: answer } = call;
  const answerName = t(call.response_body_is_cut ? 'responseBodyCut' : 'responseBody');
  const block = (label: string, code: string) => (
    <CodeBlock label={label} copyLabel={t('copyOf', { what: label })} code={code} />
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('call')} width="wide">
      <Facts
        facts={[
          { label: t('outcome'), value: <OutcomeBadge outcome={outcome} /> },
          ...(call.tool === null ? [] : [{ label: t('remote.tool'), value: <bdi>{call.tool}</bdi> }]),
          { label: t('callAt'), value: <Instant at={at} withSeconds /> },
          ...(status === null ? [] : [{ label: t('statusLabel'), value: status }]),
          ...(latency === null ? [] : [{ label: t('latency'), value: t('ms', { ms: latency }) }]),
          ...(call.saved.length === 0 ? [] : [{ label: t('savedKeys'), value: call.saved.join(', ') }]),
        ]}
      />
      {call.message !== null && <p className="break-words">{call.message}</p>}
      <Unsaved sentences={call.not_saved} />
      {block(t('arguments'), readable(call.arguments))}
      {call.request && <SentRequest request={call.request} />}
      {answer !== null && answer !== '' && block(answerName, readable(answer))}
      <DialogActions>
        <Link
          to="/$workspace/conversations/$conversation"
          params={{ workspace: client.workspaceId, conversation: call.conversation_id }}
          className="me-auto self-center"
        >
          {t('openConversation')}
        </Link>
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
