import { CHAT_TEXT_MAX } from '@parley/protocol';
import { type DragEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { cx } from '../../ui/class-names.ts';
import type { SourcePlace } from '../../ui/source-chips.tsx';
import { AgentDraftButton, AgentDraftNotice } from './agent-draft.tsx';
import { AttachButton } from './attach-button.tsx';
import { CannedList, cannedOptionId } from './canned-list.tsx';
import { CannedMenu } from './canned-menu.tsx';
import { FileList } from './file-list.tsx';
import { MissingNotice } from './missing-notice.tsx';
import type { Outbox } from './outbox.ts';
import { SendButton } from './send-button.tsx';
import { readSendKey, type SendKey, sends } from './send-key.ts';
import { SendWarning } from './send-warning.tsx';
import type { Stance } from './stance.ts';
import { TextBox } from './text-box.tsx';
import { useAgentDraft } from './use-agent-draft.ts';
import { useCannedText } from './use-canned-text.ts';
import type { useDraft } from './use-draft.ts';
import { useSending } from './use-sending.ts';
import { useTyping } from './use-typing.ts';
import type { useUploads } from './use-uploads.ts';

type ReplyBoxProps = {
  readonly kept: ReturnType<typeof useDraft>;
  readonly files: ReturnType<typeof useUploads>;
  readonly stance: Stance;
  readonly outbox: Outbox;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onSource: (place: SourcePlace) => void;
};

/** A reply to the visitor. */
export function ReplyBox({ kept, files, stance, outbox, field, onSource }: ReplyBoxProps) {
  const { t } = useTranslation('composer');
  const { id } = useOpen().data;
  const { draft, change } = kept;
  const [sendKey, setSendKey] = useState<SendKey>(readSendKey);
  const typing = useTyping(id);
  const agent = useAgentDraft(field, kept);
  const canned = useCannedText(field, draft.reply);
  const onSent = (): void => {
    typing(false);
    agent.dismiss();
  };
  const sending = useSending({ kept, stance, outbox, isUploading: files.isUploading, onSent });
  const write = (reply: string): void => {
    change({ reply });
    typing(reply.trim() !== '');
    canned.reset();
  };
  const hear = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (canned.hear(event)) return;
    if (event.key === 'Escape') field.current?.blur();
    if (!sends(event, sendKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    sending.ask();
  };
  const tools = (
    <>
      <AttachButton onFiles={files.add} />
      <CannedMenu onPick={canned.pick} />
      {stance !== 'takesOver' && <AgentDraftButton agent={agent} />}
    </>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; a button and pasting do the same
    <div
      className="relative"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeDrop(event, files.add)}
    >
      {canned.isOpen && (
        <div className="absolute inset-x-0 bottom-full z-10 mb-1 rounded-md border border-line bg-raised p-1 pb-2 shadow-raised">
          <CannedList id={canned.listId} replies={canned.found} chosen={canned.chosen} onPick={canned.pick} />
        </div>
      )}
      {stance === 'mine' ? (
        <div className="h-1.5" />
      ) : (
        <p className={cx('py-1.5 text-sm', stance === 'others' ? 'text-fair' : 'text-soft')}>{sending.hint}</p>
      )}
      <AgentDraftNotice agent={agent} onSource={onSource} />
      <MissingNotice text={draft.reply} missing={canned.missing} />
      <div className="rounded-md border border-edge focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <TextBox
          label={t('replyLabel')}
          placeholder={t('replyPlaceholder')}
          value={draft.reply}
          maxLength={CHAT_TEXT_MAX}
          onChange={write}
          onKeyDown={hear}
          onPasteFiles={files.add}
          field={field}
          list={canned.isOpen ? { id: canned.listId, activeId: cannedOptionId(canned.listId, canned.chosen) } : null}
          tools={tools}
          end={<SendButton sending={sending} stance={stance} sendKey={sendKey} onSendKey={setSendKey} />}
        />
        <FileList
          files={draft.files}
          uploads={files.uploads}
          onRemoveFile={kept.removeFile}
          onRemoveUpload={files.remove}
        />
      </div>
      <SendWarning sending={sending} />
    </div>
  );
}

function takeDrop(event: DragEvent, add: (files: readonly File[]) => void): void {
  const files = [...event.dataTransfer.files];
  if (files.length === 0) return;
  event.preventDefault();
  add(files);
}
