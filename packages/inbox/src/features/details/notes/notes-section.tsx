import type { ConversationNote } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { Section } from '../section.tsx';
import { NoteCard } from './note-card.tsx';

/** What the team noted: pinned ones on top, then the latest. New ones are written in the composer. */
export function NotesSection() {
  const { t } = useTranslation('details');
  const { view, facts } = useOpen().data;
  const notes = sorted(view.notes);
  return (
    <Section title={t('notes')}>
      {notes.length === 0 && <p className="text-soft">{t('noNotes')}</p>}
      <ul className="flex flex-col gap-2">
        {notes.map((note) => (
          <li key={note.id}>
            <NoteCard note={note} />
          </li>
        ))}
      </ul>
      {facts.has_more_notes && <p className="text-soft text-sm">{t('moreNotes')}</p>}
    </Section>
  );
}

const sorted = (notes: readonly ConversationNote[]): readonly ConversationNote[] =>
  notes.toReversed().toSorted((a, b) => Number(b.pinned) - Number(a.pinned));
