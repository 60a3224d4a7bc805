import type { ConversationNote } from '@parley/protocol/api';
import type { ConversationView } from '@parley/sdk';
import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { Ago } from '../../../ui/ago.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { NoteEditor } from './note-editor.tsx';

/** One note, with what can be done with it. */
export function NoteCard({ note }: { readonly note: ConversationNote }) {
  const { t } = useTranslation('details');
  const { person } = useOpen();
  const mayEdit = useMay('conversations.reply');
  const [state, setState] = useState<'shown' | 'edited' | 'deleting'>('shown');
  const { update, remove } = useNote(note);
  const show = (): void => setState('shown');
  const author = person(note.author_id)?.name ?? t(note.author_id === null ? 'program' : 'somebody');
  return (
    <article className="flex flex-col gap-1 rounded-md border border-note-ink/30 border-dashed bg-note px-3 py-2 text-note-ink">
      <div className="flex items-center gap-1.5 text-xs">
        {note.pinned && <Pin aria-label={t('pinned')} role="img" className="size-3.5 shrink-0" />}
        <bdi className="min-w-0 truncate font-semibold">{author}</bdi>
        <Ago at={note.created_at} className="shrink-0" />
        {mayEdit && (
          <Menu
            align="end"
            trigger={
              <IconButton icon={Ellipsis} label={t('noteMenu')} className="-me-2 ms-auto size-7 text-note-ink" />
            }
          >
            <MenuItem icon={note.pinned ? PinOff : Pin} onSelect={() => void update({ pinned: !note.pinned })}>
              {t(note.pinned ? 'unpin' : 'pin')}
            </MenuItem>
            <MenuItem icon={Pencil} onSelect={() => setState('edited')}>
              {t('editNote')}
            </MenuItem>
            <MenuItem icon={Trash2} isDangerous onSelect={() => setState('deleting')}>
              {t('deleteNote')}
            </MenuItem>
          </Menu>
        )}
      </div>
      {state === 'edited' ? (
        <NoteEditor
          content={note.content}
          onCancel={show}
          onSave={async (content, basedOn) => {
            const isStored = await update({ content }, basedOn);
            if (isStored) show();
            return isStored;
          }}
        />
      ) : (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {note.content}
        </p>
      )}
      {state === 'deleting' && (
        <ConfirmDialog
          title={t('deleteNoteTitle')}
          text={t('deleteNoteText')}
          action={t('deleteNote')}
          onClose={show}
          onConfirm={() => {
            show();
            void remove();
          }}
        />
      )}
    </article>
  );
}

function useNote(note: ConversationNote) {
  const { client } = useInbox();
  const { data, make } = useOpen();
  const params = { id: data.id, note_id: note.id };
  return {
    update: (change: { readonly content?: string; readonly pinned?: boolean }, basedOn?: number) =>
      make({
        basedOn,
        look: (view) => withNote(view, note.id, { ...note, ...change }),
        run: (headers) => client.call('update-note', { params, headers, body: change }),
      }),
    remove: () =>
      make({
        look: (view) => withNote(view, note.id, null),
        run: (headers) => client.call('delete-note', { params, headers }),
      }),
  };
}

const withNote = (view: ConversationView, id: string, next: ConversationNote | null): ConversationView => ({
  ...view,
  notes: view.notes.flatMap((note) => (note.id === id ? (next ?? []) : note)),
});
