import { AppError, LIMITS } from '@parley/protocol';
import type { BulkAction } from '@parley/protocol/api';
import type { Decision } from '../domain/conversation/conversation.ts';
import { markRead } from '../domain/conversation/mark-read.ts';
import { type ConversationPatch, updateByPerson } from '../domain/conversation/update-by-person.ts';
import type { Origin } from '../domain/people/origin.ts';
import { findTags, listTagIds } from '../store/tags/tags.ts';
import { requireMember } from '../store/workspaces/require-member.ts';
import { type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';
import { changeTags } from './change-tags.ts';
import { requireAll } from './set-conversation-tags.ts';

export type BulkUpdateInput = {
  readonly workspaceId: string;
  readonly origin: Origin;
  readonly ids: readonly string[];
  readonly action: BulkAction;
};

/** What became of one conversation. */
export type BulkOutcome = { readonly id: string } & (
  | { readonly outcome: 'changed' | 'unchanged' }
  | { readonly outcome: 'refused'; readonly refusal: AppError }
);

/** So many conversations are changed side by side: one after the other would wait for each commit. */
const AT_ONCE = 4;

/**
 * Does one thing with many conversations, each as if it were asked for alone and in a transaction of its own. Throws
 * `validation_failed`, and changes nothing, for an owner who is no member and for tags that the palette does not have.
 */
export async function bulkUpdate(deps: ChangeByPersonDeps, input: BulkUpdateInput): Promise<BulkOutcome[]> {
  const change = await changeOf(deps, input);
  const outcomes: BulkOutcome[] = [];
  for (let from = 0; from < input.ids.length; from += AT_ONCE) {
    const some = input.ids.slice(from, from + AT_ONCE);
    outcomes.push(...(await Promise.all(some.map((id) => outcomeOf(id, change)))));
  }
  return outcomes;
}

type ChangeOne = (id: string) => Promise<Decision | null>;

async function outcomeOf(id: string, change: ChangeOne): Promise<BulkOutcome> {
  try {
    return { id, outcome: (await change(id)) ? 'changed' : 'unchanged' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error;
    return { id, outcome: 'refused', refusal: error };
  }
}

async function changeOf(deps: ChangeByPersonDeps, input: BulkUpdateInput): Promise<ChangeOne> {
  const { workspaceId, action } = input;
  switch (action.type) {
    case 'assign': {
      const { assigned_to: assignedTo } = action;
      if (assignedTo !== null) await deps.database.transaction((tx) => requireMember(tx, workspaceId, assignedTo));
      return patching(deps, input, { assignedTo });
    }
    case 'set_priority':
      return patching(deps, input, { priority: action.priority });
    case 'resolve':
      return patching(deps, input, { status: 'resolved' });
    case 'close':
      return patching(deps, input, { status: 'closed' });
    case 'archive':
      return patching(deps, input, { status: 'archived' });
    case 'mark_read':
    case 'mark_unread':
      return marking(deps, input, action.type === 'mark_unread');
    case 'add_tags':
    case 'remove_tags':
      return tagging(deps, input, action);
  }
}

function patching(
  deps: ChangeByPersonDeps,
  { workspaceId, origin }: BulkUpdateInput,
  patch: ConversationPatch,
): ChangeOne {
  return async (conversationId) => {
    const { decision } = await changeByPerson(
      deps,
      { workspaceId, conversationId, origin },
      {
        action: 'conversation.update',
        decide: (state, at) => updateByPerson(state, patch, origin.actor, at),
      },
    );
    return decision;
  };
}

function marking(deps: ChangeByPersonDeps, { workspaceId, origin }: BulkUpdateInput, unread: boolean): ChangeOne {
  return async (conversationId) => {
    const { decision } = await changeByPerson(
      deps,
      { workspaceId, conversationId, origin },
      {
        action: unread ? 'conversation.mark_unread' : 'conversation.mark_read',
        decide: (state) => markRead(state, unread, origin.actor),
      },
    );
    return decision;
  };
}

async function tagging(
  deps: ChangeByPersonDeps,
  { workspaceId, origin }: BulkUpdateInput,
  { type, tag_ids: tagIds }: Extract<BulkAction, { readonly tag_ids: unknown }>,
): Promise<ChangeOne> {
  const { db } = deps.database;
  requireAll(tagIds, await findTags(db, workspaceId, tagIds));
  const palette = await listTagIds(db, workspaceId);
  const wanted = (current: readonly string[]): string[] => {
    const shown = current.filter((id) => palette.includes(id));
    if (type === 'remove_tags') return shown.filter((id) => !tagIds.includes(id));
    return [...new Set([...shown, ...tagIds])];
  };
  return (id) =>
    changeTags(deps, { workspaceId, id }, null, {
      origin,
      palette,
      wanted: ({ tagIds: current }) => withinLimit(wanted(current)),
    });
}

function withinLimit(tagIds: string[]): string[] {
  if (tagIds.length <= LIMITS.conversationTags) return tagIds;
  const message = `would have more than ${LIMITS.conversationTags} tags`;
  throw new AppError('validation_failed', `The conversation ${message}.`, { fields: [{ path: 'tag_ids', message }] });
}
