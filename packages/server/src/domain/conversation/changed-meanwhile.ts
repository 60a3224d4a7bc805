import type { Actor, ConversationEvent } from '@parley/protocol';

type Updated = Extract<ConversationEvent, { type: 'conversation.updated' }>['data'];

/** A part of a conversation that two people may change at once: a field, its tags, one key, one note, or what is said. */
export type Part = Exclude<keyof Updated, 'by'> | 'message' | 'tags' | `metadata.${string}` | `note.${string}`;

/** What somebody else did to the same parts. */
export type Meanwhile = { readonly parts: readonly Part[]; readonly by: Actor };

/** Who drives, how far it has come and whose it is: whoever moves a conversation, or speaks in it, relies on all three. */
const STANDING = ['driver', 'progress', 'assignedTo'] as const satisfies readonly Part[];

/**
 * Whether somebody else has changed, in the events since a person looked, what the person is about to change; null when
 * not. A visitor's words change nothing of it: people answer what they have read.
 */
export function changedMeanwhile(
  since: readonly ConversationEvent[],
  { events, by }: { readonly events: readonly ConversationEvent[]; readonly by: Actor },
): Meanwhile | null {
  const relied = new Set(events.flatMap(reliesOn));
  const changed = since.flatMap((event) => {
    const parts = changes(event).filter((part) => relied.has(part));
    const actor = actorOf(event);
    return parts.length > 0 && !isSame(actor, by) ? [{ parts, by: actor }] : [];
  });
  const last = changed.at(-1);
  return last ? { parts: [...new Set(changed.flatMap(({ parts }) => parts))], by: last.by } : null;
}

/** What an event that is about to be written relies on being as its author saw it. */
function reliesOn(event: ConversationEvent): readonly Part[] {
  const parts = changes(event);
  const moves = parts.includes('message') || parts.includes('driver') || parts.includes('progress');
  return moves ? [...STANDING, ...parts] : parts;
}

function changes({ type, data }: ConversationEvent): readonly Part[] {
  switch (type) {
    case 'conversation.updated': {
      const { by: _, ...fields } = data;
      return Object.keys(fields) as (keyof typeof fields)[];
    }
    case 'message.sent':
      return ['message'];
    case 'conversation.tagged':
      return ['tags'];
    case 'conversation.metadata_set':
      return [...data.changed, ...data.removed].map((key) => `metadata.${key}` as const);
    case 'note.updated':
    case 'note.deleted':
      return [`note.${data.noteId}`];
    default:
      return [];
  }
}

function actorOf({ type, data }: ConversationEvent): Actor {
  if ('by' in data && data.by) return data.by;
  return type === 'message.sent' ? { type: 'ai_assistant' } : { type: 'system' };
}

const isSame = (a: Actor, b: Actor): boolean =>
  a.type === b.type && ('id' in a ? a.id : null) === ('id' in b ? b.id : null);
