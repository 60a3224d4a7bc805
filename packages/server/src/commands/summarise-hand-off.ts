import { AppError } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import { noteChange } from '../domain/conversation/note-change.ts';
import { extractSummary } from '../domain/handoff/summarise.ts';
import {
  claimSummary,
  type DueSummary,
  listTalk,
  settleSummary,
  type TalkMessage,
} from '../store/handoffs/hand-offs.ts';
import { insertNote } from '../store/notes/notes.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { keepUsage } from './keep-usage.ts';

const LEASE_MS = 90_000;
const MOST_ATTEMPTS = 3;
const TALK_MAX = 60;

type SummaryDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'signals' | 'log' | 'summarise' | 'budgets'>;

/**
 * Writes the note for the team that the longest due hand-off asks for, once, whoever writes it; false when none is due.
 * The model writes it, outside of every transaction; where it costs nothing, or fails, the conversation's own words do.
 */
export async function summariseHandOff(deps: SummaryDeps): Promise<boolean> {
  const due = await claimSummary(deps.database.named, deps.clock.now(), LEASE_MS);
  if (!due) return false;
  const { workspaceId, conversationId: id } = due;
  const talk = await listTalk(deps.database.named, { workspaceId, id }, TALK_MAX);
  const content = await written(deps, due, talk);
  if (content === null) return true;
  if (content === '') {
    await deps.database.transaction((tx) => settleSummary(tx, due));
    return true;
  }
  await addSummary(deps, due, content);
  return true;
}

/** Null while the model fails and is asked again later. */
async function written(deps: SummaryDeps, due: DueSummary, talk: readonly TalkMessage[]): Promise<string | null> {
  const { workspaceId, agentId } = due;
  const topic = talk.findLast(({ author }) => author === 'ai_assistant')?.wish?.topic ?? null;
  const extracted = extractSummary(talk, topic);
  if (!deps.summarise || extracted === '' || deps.budgets.isUsedUp({ id: agentId, workspaceId })) return extracted;
  try {
    const { text, usage } = await deps.summarise({ talk, language: readSettings(due.settings).language });
    await keepUsage(deps, { workspaceId, id: due.conversationId, agentId }, usage, 'summary');
    return text.trim() === '' ? extracted : text.trim();
  } catch (error) {
    deps.log.warn({ err: error, conversation_id: due.conversationId }, 'a hand-off could not be summarised');
    return due.attempts < MOST_ATTEMPTS ? null : extracted;
  }
}

async function addSummary(deps: SummaryDeps, due: DueSummary, content: string): Promise<void> {
  const { workspaceId, conversationId } = due;
  const at = deps.clock.now();
  const note = {
    id: deps.ids.uuid(),
    conversationId,
    authorId: null,
    content,
    pinned: false,
    createdAt: at,
    updatedAt: at,
  };
  const change = { type: 'note.created', noteId: note.id, by: { type: 'ai_assistant' } } as const;
  try {
    await changeConversation(deps, { workspaceId, id: conversationId }, null, {
      decide: (state) => noteChange(state, change),
      async alongside(tx) {
        // Another node may have written it since: then nothing of this one stays.
        if (!(await settleSummary(tx, due))) throw new AlreadyWritten();
        await insertNote(tx, workspaceId, note);
      },
    });
  } catch (error) {
    const isGone = error instanceof AppError && error.code === 'not_found';
    if (!isGone && !(error instanceof AlreadyWritten)) throw error;
  }
}

class AlreadyWritten extends Error {}
