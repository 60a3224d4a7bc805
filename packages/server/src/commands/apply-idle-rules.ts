import { DEFAULT_SETTINGS, readSettings } from '../domain/agent/settings.ts';
import { applyIdleRules as apply } from '../domain/conversation/apply-idle-rules.ts';
import type { ConversationKey } from '../store/conversations/find-conversation.ts';
import { findIdle } from '../store/conversations/find-idle.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { getConversationAgent } from './get-conversation-agent.ts';
import { startQueuedTurn } from './start-queued-turn.ts';

/** Of each rule at once. */
const BATCH = 100;
/** A backlog, as after an upgrade, is worked off over several runs, beside the requests. */
const BATCHES = 20;

/**
 * Does what the idle rules of each agent ask: resolves what it drove, tells who waits for people, hands back what people
 * left alone; at most 2,000 conversations of each rule. Safe on several nodes at once. Gives how many were changed.
 */
export async function applyIdleRules(deps: Deps): Promise<number> {
  let applied = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const due = await findIdle(deps.database.named, deps.clock.now(), DEFAULT_SETTINGS, BATCH);
    let appliedNow = 0;
    for (const key of due) appliedNow += (await applyOrLog(deps, key)) ? 1 : 0;
    applied += appliedNow;
    if (appliedNow === 0) break;
  }
  return applied;
}

/** One that fails must not keep those behind it waiting: it is due again a minute later. */
async function applyOrLog(deps: Deps, key: ConversationKey): Promise<boolean> {
  try {
    return await applyTo(deps, key);
  } catch (error) {
    deps.log.error({ err: error, conversation_id: key.id }, 'an idle rule failed');
    return false;
  }
}

async function applyTo(deps: Deps, key: ConversationKey): Promise<boolean> {
  const found = await getConversationAgent(deps, { workspaceId: key.workspaceId, conversationId: key.id });
  const agent = { ...readSettings(found.settings), state: found.state };
  const turn = { id: deps.ids.uuid(), node: deps.nodeId, origin: 'queue' } as const;
  // Before it is saved: one that is saved and not among them counts as lost.
  deps.liveTurns.add(turn.id);
  let isLive = false;
  try {
    const decision = await changeConversation(deps, key, null, {
      decide: (state, at) => apply(state, agent, turn, at),
    });
    if (decision?.turn) {
      isLive = true;
      startQueuedTurn(deps, { conversation: decision.next, turn: decision.turn });
    }
    return decision !== null;
  } finally {
    if (!isLive) deps.liveTurns.delete(turn.id);
  }
}
