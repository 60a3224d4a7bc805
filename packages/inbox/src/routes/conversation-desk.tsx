import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useOpen } from '../conversation-state/open-context.tsx';
import { withReply } from '../conversation-state/opened.ts';
import { Composer, type ComposerHandle } from '../features/composer/composer.tsx';
import { forgetConversation } from '../features/composer/forget-conversation.ts';
import { useKeptPlace } from '../features/composer/use-draft.ts';
import { useOutbox } from '../features/composer/use-outbox.ts';
import { ConversationHeader } from '../features/conversation/header/conversation-header.tsx';
import { Talk } from '../features/conversation/talk.tsx';
import { useReadMark } from '../features/conversation/use-read-mark.ts';
import { useViewing } from '../features/conversation/use-viewing.ts';
import { useInbox } from '../session/inbox-session.tsx';
import type { SourcePlace } from '../ui/source-chips.tsx';
import { DetailsAside } from './details-aside.tsx';
import { useDetailsPane } from './use-details-pane.ts';

const ExportDialog = lazy(async () => ({
  default: (await import('../features/export/export-dialog.tsx')).ExportDialog,
}));

/** Where somebody works on a conversation: what is said, what can be answered, and what is known. */
export function ConversationDesk() {
  const { client } = useInbox();
  const { data, change } = useOpen();
  const { id } = data;
  const { outbox, pending } = useOutbox(id);
  const kept = useKeptPlace(id);
  const composer = useRef<ComposerHandle>(null);
  const [source, setSource] = useState<SourcePlace | null>(null);
  const [isExporting, setIsExporting] = useState(false);
  const pane = useDetailsPane();
  const navigate = useNavigate();
  const seq = useRef(data.view.seq);
  seq.current = data.view.seq;
  const company = useViewing(id);
  useReadMark();
  useEffect(() => outbox.onTaken((message) => change((before) => withReply(before, message))), [outbox, change]);
  const pendingActions = useMemo(
    () => ({
      retry: (key: string) => outbox.retry(key, seq.current),
      takeBack(key: string) {
        const message = outbox.takeBack(key);
        if (message) composer.current?.putBack(message);
      },
    }),
    [outbox],
  );
  const leave = useCallback(() => {
    forgetConversation(kept);
    void navigate({ to: '/$workspace/conversations', params: { workspace: client.workspaceId }, search: true });
  }, [client, kept, navigate]);
  return (
    <div ref={pane.desk} className="flex h-full min-w-0">
      <div className="flex min-w-0 flex-1 flex-col">
        <ConversationHeader
          isPaneOpen={pane.isOpen}
          onPane={pane.toggle}
          onErased={leave}
          onExport={() => setIsExporting(true)}
        />
        <Talk pending={pending} pendingActions={pendingActions} source={source} onSource={setSource} />
        <Composer outbox={outbox} company={company} onSource={setSource} handle={composer} />
      </div>
      <DetailsAside pane={pane} />
      {isExporting && (
        <Suspense>
          <ExportDialog filter={{ ids: [id] }} count={1} onClose={() => setIsExporting(false)} />
        </Suspense>
      )}
    </div>
  );
}
