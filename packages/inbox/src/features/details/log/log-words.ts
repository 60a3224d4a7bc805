import type { InboxLogEntry } from '@parley/protocol/api';

/** One thing that an entry of the log says: the key of its words, and what they speak of. */
export type LogWords = { readonly key: string; readonly values: Readonly<Record<string, string>> };

type Event = InboxLogEntry['event'];
type Updated = Extract<Event, { type: 'conversation.updated' }>['data'];

type Setting = {
  /** The name of a tag of the palette; null for one that was deleted. */
  readonly tagName: (id: string) => string | null;
};

/** What an entry says, in parts: one event may change several things. Empty where there is nothing to tell. */
export function logWords({ event, from, to }: InboxLogEntry, { tagName }: Setting): readonly LogWords[] {
  switch (event.type) {
    case 'conversation.updated':
      return [...movedWords(event.data), ...ownerWords(event.data, { from, to }), ...fieldWords(event.data)];
    case 'conversation.metadata_set':
      return [...listWords('metadataSet', event.data.changed), ...listWords('metadataRemoved', event.data.removed)];
    case 'conversation.tagged':
      return [
        ...listWords('tagged', names(event.data.added, tagName)),
        ...listWords('untagged', names(event.data.removed, tagName)),
      ];
    case 'turn.ended':
      return [{ key: `turnEnded.${event.data.reason}`, values: {} }];
    case 'link.followed':
      return [{ key: 'linkFollowed', values: { url: event.data.url } }];
    case 'message.rated':
      return [{ key: `rated.${event.data.feedback?.rating ?? 'none'}`, values: { ord: String(event.data.ord) } }];
    case 'message.changed':
      return [{ key: `message.${event.data.change}`, values: { ord: String(event.data.ord) } }];
    case 'message.undelivered':
      return [{ key: `undelivered.${event.data.status}`, values: { ord: String(event.data.ord) } }];
    case 'conversation.analysed':
    case 'conversation.started':
    case 'conversation.rated':
    case 'conversation.read':
    case 'conversation.marked_unread':
    case 'note.created':
    case 'note.updated':
    case 'note.deleted':
    case 'turn.queued':
      return [{ key: event.type.replace('.', '_'), values: {} }];
    default:
      return [];
  }
}

const DRIVER_KEYS = { ai: 'toAgent', queue: 'toQueue', human: 'toPerson' } as const;

/** Of a reopening, who has it says all; an ending is told by how it ended. */
function movedWords({ driver, progress }: Updated): readonly LogWords[] {
  if (progress && progress.to !== 'open') return [{ key: `ended.${progress.to}`, values: {} }];
  const reopened = progress ? [{ key: 'reopened', values: {} }] : [];
  return [...reopened, ...(driver ? [{ key: DRIVER_KEYS[driver.to], values: {} }] : [])];
}

function ownerWords({ assigned_to }: Updated, { from, to }: Pick<InboxLogEntry, 'from' | 'to'>): readonly LogWords[] {
  if (!assigned_to) return [];
  if (assigned_to.to !== null) return [{ key: 'assigned', values: { name: to?.name ?? '' } }];
  return [{ key: 'unassigned', values: { name: from?.name ?? '' } }];
}

const TEXT_FIELDS = ['title', 'contact_name', 'contact_email', 'contact_phone', 'contact_label'] as const;

function fieldWords(data: Updated): readonly LogWords[] {
  const priority = data.priority ? [{ key: `priority.${data.priority.to}`, values: {} }] : [];
  const verified = data.verified_as?.to ? [{ key: 'verified', values: { id: data.verified_as.to } }] : [];
  const texts = TEXT_FIELDS.flatMap((field): LogWords[] => {
    const change = data[field];
    if (!change) return [];
    return [
      change.to ? { key: `set.${field}`, values: { value: change.to } } : { key: `cleared.${field}`, values: {} },
    ];
  });
  return [...priority, ...verified, ...texts];
}

const names = (ids: readonly string[], tagName: Setting['tagName']): readonly string[] =>
  ids.map((id) => tagName(id) ?? '?');

const listWords = (key: string, items: readonly string[]): readonly LogWords[] =>
  items.length === 0 ? [] : [{ key, values: { items: items.join(', ') } }];
