import { memo } from 'react';
import { MessageRow } from '../message/message-row.tsx';
import { NoteRow } from '../message/note-row.tsx';
import { PendingRow } from '../message/pending-row.tsx';
import { DayRow, MarkerRow, OlderRow } from './between-rows.tsx';
import type { TimelineItem } from './timeline-items.ts';

/** One row of the timeline. It is drawn again only when what it shows is another. */
export const TimelineRow = memo(
  ({ item }: { readonly item: TimelineItem }) => {
    switch (item.kind) {
      case 'older':
        return <OlderRow />;
      case 'day':
        return <DayRow at={item.at} />;
      case 'marker':
        return <MarkerRow entry={item.entry} />;
      case 'note':
        return <NoteRow note={item.note} />;
      case 'pending':
        return <PendingRow message={item.message} />;
      case 'message':
        return <MessageRow entry={item.entry} isFirst={item.isFirst} />;
    }
  },
  ({ item: before }, { item: after }) => {
    if (before.key !== after.key) return false;
    if (before.kind === 'message' && after.kind === 'message') {
      return before.entry === after.entry && before.isFirst === after.isFirst;
    }
    if (before.kind === 'note' && after.kind === 'note') return before.note === after.note;
    if (before.kind === 'pending' && after.kind === 'pending') return before.message === after.message;
    if (before.kind === 'marker' && after.kind === 'marker') return before.entry === after.entry;
    return true;
  },
);
TimelineRow.displayName = 'TimelineRow';
