import type { CannedReply } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { MessageSquareText, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cannedRepliesQuery } from '../../session/canned-replies.ts';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { CannedReplyDialog } from './canned-reply-dialog.tsx';
import { DeleteCannedReplyDialog } from './delete-canned-reply-dialog.tsx';

/** The replies that the team has ready, each behind its shortcut. */
export function CannedRepliesScreen() {
  const { t } = useTranslation('canned-replies');
  const { client } = useInbox();
  const mayChange = useMay('conversations.reply');
  const { data: replies } = useSuspenseQuery({ ...cannedRepliesQuery(client.workspaceId), staleTime: 0 });
  const [edited, setEdited] = useState<CannedReply | 'new' | null>(null);
  const [deleted, setDeleted] = useState<CannedReply | null>(null);
  const create = mayChange && (
    <Button kind="primary" icon={Plus} onClick={() => setEdited('new')}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={replies.length > 0 && create}>
      <Card>
        {replies.length === 0 ? (
          <Empty icon={MessageSquareText} title={t('none')} text={t('noneText')}>
            {create}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {replies.map((reply) => (
              <li key={reply.id} className="flex items-start gap-2 py-3 first:pt-0 last:pb-0">
                <ReplyText reply={reply} />
                {mayChange && (
                  <>
                    <IconButton
                      icon={Pencil}
                      label={t('edit', { title: reply.title })}
                      onClick={() => setEdited(reply)}
                    />
                    <IconButton
                      icon={Trash2}
                      label={t('delete', { title: reply.title })}
                      onClick={() => setDeleted(reply)}
                    />
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {edited && <CannedReplyDialog reply={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {deleted && <DeleteCannedReplyDialog reply={deleted} onClose={() => setDeleted(null)} />}
    </Page>
  );
}

function ReplyText({ reply }: { readonly reply: CannedReply }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span dir="auto" className="min-w-0 break-words font-medium">
          {reply.title}
        </span>
        <code dir="ltr" className="font-mono text-soft text-sm">
          /{reply.shortcut}
        </code>
      </p>
      <p dir="auto" className="line-clamp-2 break-words text-soft">
        {reply.body}
      </p>
    </div>
  );
}
