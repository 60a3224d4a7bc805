import type { AgentSettings } from '../domain/agent/settings.ts';
import type { Origin } from '../domain/people/origin.ts';
import { type Chatbot, getChatbot } from '../store/agents/chatbots.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { insertAgent } from '../store/workspaces/insert.ts';
import type { Deps } from './deps.ts';

export type CreateChatbotInput = {
  readonly settings: Partial<AgentSettings> & { readonly name: string };
  readonly state: 'draft' | 'active';
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside: (tx: Tx, made: Chatbot) => Promise<void>;
};

type CreateDeps = Pick<Deps, 'database' | 'clock' | 'ids'> & { readonly newCode: () => string };

/** Adds an agent to a workspace, with no token: those are made for each of its integrations. */
export async function createChatbot(
  { database, clock, ids, newCode }: CreateDeps,
  { settings, state, origin, alongside }: CreateChatbotInput,
): Promise<Chatbot> {
  const { workspaceId } = origin;
  return database.transaction(async (tx) => {
    const at = clock.now();
    const id = ids.uuid();
    await insertAgent(tx, { id, workspaceId, scenarioId: newCode(), settings, state }, at);
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'chatbot.create', target: { type: 'chatbot', id } });
    const made = await getChatbot(tx, workspaceId, id);
    await alongside(tx, made);
    return made;
  });
}
