import { EyeOff } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';
import { Button } from '../../ui/button.tsx';
import { readSendKey, sends } from './send-key.ts';
import type { useDraft } from './use-draft.ts';

const NOTE_MAX = 20_000;

type NoteBoxProps = {
  readonly kept: ReturnType<typeof useDraft>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

/** What the team notes for itself: it looks like nothing that a visitor gets. */
export function NoteBox({ kept, field }: NoteBoxProps) {
  const { t } = useTranslation('composer');
  const { draft, change } = kept;
  const { isBusy, add } = useAddNote(kept);
  const hear = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') field.current?.blur();
    if (!sends(event, readSendKey()) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void add();
  };
  return (
    <>
      <p className="flex items-center gap-1.5 py-1.5 text-note-ink text-sm">
        <EyeOff aria-hidden className="size-4 shrink-0" />
        {t('noteHint')}
      </p>
      <div className="rounded-md border-2 border-note-ink/40 border-dashed bg-note text-note-ink focus-within:border-note-ink">
        <textarea
          ref={field}
          aria-label={t('noteLabel')}
          placeholder={t('notePlaceholder')}
          dir="auto"
          rows={3}
          maxLength={NOTE_MAX}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
          onKeyDown={hear}
          className="block max-h-72 min-h-20 w-full resize-none bg-transparent px-3 py-2 outline-none placeholder:text-note-ink"
        />
        <div className="flex justify-end p-1.5">
          <Button isBusy={isBusy} disabled={draft.note.trim() === ''} onClick={() => void add()}>
            {t('addNote')}
          </Button>
        </div>
      </div>
    </>
  );
}

function useAddNote(kept: ReturnType<typeof useDraft>) {
  const { client } = useInbox();
  const { data, make } = useOpen();
  const [isBusy, setIsBusy] = useState(false);
  // The same for every attempt at one note, so that it is noted once.
  const attempt = useRef<{ readonly note: string; readonly key: string } | null>(null);
  const add = async (): Promise<void> => {
    const content = kept.draft.note;
    if (isBusy || content.trim() === '') return;
    if (attempt.current?.note !== content) attempt.current = { note: content, key: crypto.randomUUID() };
    const { key } = attempt.current;
    setIsBusy(true);
    const isAdded = await make({
      run: () =>
        client.call('add-note', { params: { id: data.id }, headers: { 'Idempotency-Key': key }, body: { content } }),
    });
    setIsBusy(false);
    if (!isAdded) return;
    attempt.current = null;
    kept.clearNote(content);
  };
  return { isBusy, add };
}
