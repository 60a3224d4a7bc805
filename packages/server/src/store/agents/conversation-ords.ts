import { AppError } from '@parley/protocol';
import type { NamedQuery } from '../conversations/save-conversation.ts';

const BLOCK = 50;

type Block = { next: number; end: number };

/**
 * Hands out conversations' numbers from blocks that this node reserves: a counter raised for each conversation would
 * be one row that every new conversation queues for. Numbers of a block that is never used up are lost: gaps are fine.
 */
export function createConversationOrds(query: NamedQuery): { next(agentId: string): Promise<number> } {
  const blocks = new Map<string, Promise<Block>>();
  async function reserve(agentId: string): Promise<Block> {
    const [row] = await query<{ next_ord: number }>(
      'agent-reserve-ords',
      `update agents set next_ord = next_ord + ${BLOCK} where id = $1::uuid returning next_ord`,
      [agentId],
    );
    if (!row) throw new AppError('not_found', 'There is no such agent.');
    return { next: row.next_ord - BLOCK, end: row.next_ord };
  }
  return {
    async next(agentId) {
      for (;;) {
        const pending = blocks.get(agentId) ?? reserve(agentId);
        blocks.set(agentId, pending);
        const block = await pending.catch((error: unknown) => {
          blocks.delete(agentId);
          throw error;
        });
        if (block.next < block.end) return block.next++;
        if (blocks.get(agentId) === pending) blocks.delete(agentId);
      }
    },
  };
}
