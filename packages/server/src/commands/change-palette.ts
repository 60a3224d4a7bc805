import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { isDatabaseError } from '../store/db/database.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

const UNIQUE_VIOLATION = '23505';

type PaletteChange<T> = {
  readonly action: 'tag.create' | 'tag.update' | 'tag.delete';
  readonly tagId: string;
  readonly write: (tx: Tx) => Promise<T>;
};

/** Changes the tag palette with its entry in the audit log. Throws `conflict` when a name is taken. */
export async function changePalette<T>(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  origin: Origin,
  { action, tagId, write }: PaletteChange<T>,
): Promise<T> {
  try {
    return await deps.database.transaction(async (tx) => {
      const written = await write(tx);
      const entry = { id: deps.ids.uuid(), at: deps.clock.now(), origin, action };
      await insertAudit(tx, { ...entry, target: { type: 'conversation_tag', id: tagId } });
      return written;
    });
  } catch (error) {
    if (!isDatabaseError(error, UNIQUE_VIOLATION)) throw error;
    throw new AppError('conflict', 'Your workspace has a tag of this name already.', undefined, error);
  }
}
