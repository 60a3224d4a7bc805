import { sql } from 'kysely';
import type { Tx } from '../schema.ts';
import { CHUNK_BYTES } from './file-chunks.ts';

/**
 * The rows of `file_chunks` that would be there if the database kept all contents: what `read`, which must not ask the
 * database, finds of the files that it has no content of; the text forms of the columns, a piece after the other.
 */
export async function* chunksElsewhere(
  tx: Tx,
  read: (id: string) => Promise<Buffer | null>,
): AsyncGenerator<{ file_id: string; part: string; bytes: string }> {
  const { rows } = await sql<{ id: string }>`
    select id from files f where not exists (select 1 from file_chunks c where c.file_id = f.id)`.execute(tx);
  for (const { id } of rows) {
    const content = await read(id);
    for (let part = 0; part * CHUNK_BYTES < (content?.length ?? 0); part += 1) {
      const piece = content?.subarray(part * CHUNK_BYTES, (part + 1) * CHUNK_BYTES);
      yield { file_id: id, part: String(part), bytes: `\\x${piece?.toString('hex')}` };
    }
  }
}
