import { Tabs } from 'radix-ui';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import type { PendingMessage } from '../../conversation-state/pending-message.ts';
import { useShortcut } from '../../keyboard/shortcuts.tsx';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import type { SourcePlace } from '../../ui/source-chips.tsx';
import { Company } from './company.tsx';
import { NoteBox } from './note-box.tsx';
import type { Outbox } from './outbox.ts';
import { ReplyBox } from './reply-box.tsx';
import { stanceOf } from './stance.ts';
import { useDraft } from './use-draft.ts';
import { useUploads } from './use-uploads.ts';
import { WindowNotice } from './window/window-notice.tsx';

/** What the screen can do with the composer. */
export type ComposerHandle = {
  /** Puts a reply that was not taken back into it. */
  readonly putBack: (message: PendingMessage) => void;
};

type ComposerProps = {
  readonly outbox: Outbox;
  /** Who else looks at the conversation, by id. */
  readonly company: readonly string[];
  readonly onSource: (place: SourcePlace) => void;
  readonly handle: Ref<ComposerHandle>;
};

type Mode = 'reply' | 'note';

const TAB =
  'min-h-8 border-b-2 border-transparent px-3 text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink';

/** Where people answer, and note what visitors never see. */
export function Composer({ outbox, company, onSource, handle }: ComposerProps) {
  const { t } = useTranslation('composer');
  const { session } = useInbox();
  const { data } = useOpen();
  const mayReply = useMay('conversations.reply');
  const kept = useDraft(data.id);
  // Here and not with the reply: what is on its way is still there after a look at the notes.
  const files = useUploads({ conversationId: data.id, count: kept.draft.files.length, onDone: kept.addFile });
  const field = useRef<HTMLTextAreaElement>(null);
  const { view, facts } = data;
  const owner = view.conversation.assigned_to;
  const { driver, progress } = view;
  const stance = stanceOf({ driver, progress, owner, me: session.user.id, hasPeople: facts.supports_inbox_control });
  const canReply = stance !== 'noPeople';
  const [mode, setMode] = useState<Mode>(canReply ? 'reply' : 'note');
  const focus = (wanted: Mode): void => {
    flushSync(() => setMode(wanted));
    field.current?.focus();
  };
  useImperativeHandle(handle, () => ({
    putBack({ text, files }) {
      const reply = [text, kept.draft.reply].filter((part) => part !== '').join('\n\n');
      kept.change({ reply, files: [...files.map((file) => ({ ...file, size: null })), ...kept.draft.files] });
      focus('reply');
    },
  }));
  const group = t('keysGroup');
  useShortcut({ keys: 'r', label: t('focusReply'), group }, () => focus('reply'), mayReply && canReply);
  useShortcut({ keys: 'n', label: t('focusNote'), group }, () => focus('note'), mayReply);
  if (!mayReply) return <p className="border-line border-t bg-surface p-4 text-center text-soft">{t('mayNot')}</p>;
  return (
    <section aria-label={t('composer')} className="@container border-line border-t bg-surface px-3 pt-1 pb-3 md:px-4">
      <Tabs.Root value={mode} onValueChange={(next) => setMode(next === 'note' ? 'note' : 'reply')}>
        <div className="flex items-center gap-1">
          <Tabs.List aria-label={t('composer')} className="flex">
            <Tabs.Trigger value="reply" disabled={!canReply} className={TAB}>
              {t('reply')}
            </Tabs.Trigger>
            <Tabs.Trigger value="note" className={TAB}>
              {t('note')}
            </Tabs.Trigger>
          </Tabs.List>
          <Company ids={company} />
        </div>
        <Tabs.Content value="reply" tabIndex={-1}>
          {canReply && <WindowNotice />}
          {canReply && <ReplyBox {...{ kept, files, stance, outbox, field, onSource }} />}
        </Tabs.Content>
        <Tabs.Content value="note" tabIndex={-1}>
          {!canReply && <p className="pb-1 text-soft text-sm">{t('noPeople')}</p>}
          <NoteBox kept={kept} field={field} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}
