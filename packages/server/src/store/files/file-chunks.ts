import { NIL } from 'uuid';
import type { Database } from '../db/database.ts';
import type { Schema } from '../schema.ts';

/** Of a content, so many bytes stand in one row. */
export const CHUNK_BYTES = 1024 * 1024;

const LISTED_AT_ONCE = 500;

/** Keeps contents of files in the database, 1 MiB a piece, so that every node has them and a backup too. */
export function createStoredFiles(database: Database<Schema>) {
  return {
    async write(id: string, bytes: Uint8Array): Promise<void> {
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const parts = Array.from({ length: Math.ceil(whole.length / CHUNK_BYTES) }, (_, part) => ({
        file_id: id,
        part,
        bytes: whole.subarray(part * CHUNK_BYTES, (part + 1) * CHUNK_BYTES),
      }));
      // One after the other: a statement with all of them would hold the one embedded connection for long.
      await database.transaction(async (tx) => {
        for (const part of parts) await tx.insertInto('file_chunks').values(part).execute();
      });
    },

    async read(id: string): Promise<Buffer | null> {
      const rows = await database.db
        .selectFrom('file_chunks')
        .select('bytes')
        .where('file_id', '=', id)
        .orderBy('part')
        .execute();
      return rows.length === 0 ? null : Buffer.concat(rows.map(({ bytes }) => bytes));
    },

    async begin(id: string): Promise<ContentDraft> {
      return beginContent(database, id);
    },

    async stream(id: string): Promise<AsyncIterable<Buffer> | null> {
      const first = await readPart(database, id, 0);
      return first && partsFrom(database, id, first);
    },

    async remove(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return;
      await database.db
        .deleteFrom('file_chunks')
        .where('file_id', 'in', [...ids])
        .execute();
    },

    async *listed(): AsyncGenerator<readonly string[]> {
      for (let after: string = NIL; ; ) {
        const rows = await database.db
          .selectFrom('file_chunks')
          .select('file_id')
          .distinct()
          .where('file_id', '>', after)
          .orderBy('file_id')
          .limit(LISTED_AT_ONCE)
          .execute();
        const ids = rows.map(({ file_id }) => file_id);
        if (ids.length > 0) yield ids;
        if (ids.length < LISTED_AT_ONCE) return;
        after = ids.at(-1) ?? after;
      }
    },
  };
}

/** A content that is written piece by piece. What reads it before its end finds a part of it. */
type ContentDraft = {
  append(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  discard(): Promise<void>;
};

function beginContent({ db }: Database<Schema>, id: string): ContentDraft {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let part = 0;
  const save = async (bytes: Buffer) => {
    await db.insertInto('file_chunks').values({ file_id: id, part, bytes }).execute();
    part += 1;
  };
  return {
    async append(bytes) {
      waiting.push(bytes);
      size += bytes.length;
      if (size < CHUNK_BYTES) return;
      const whole = Buffer.concat(waiting);
      const kept = whole.length - (whole.length % CHUNK_BYTES);
      for (let at = 0; at < kept; at += CHUNK_BYTES) await save(whole.subarray(at, at + CHUNK_BYTES));
      waiting = [whole.subarray(kept)];
      size = whole.length - kept;
    },
    async end() {
      // Even an empty one has a row: without any there would be no content.
      if (size > 0 || part === 0) await save(Buffer.concat(waiting));
    },
    async discard() {
      waiting = [];
      await db.deleteFrom('file_chunks').where('file_id', '=', id).execute();
    },
  };
}

async function readPart({ db }: Database<Schema>, id: string, part: number): Promise<Buffer | null> {
  const row = await db
    .selectFrom('file_chunks')
    .select('bytes')
    .where('file_id', '=', id)
    .where('part', '=', part)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

async function* partsFrom(database: Database<Schema>, id: string, first: Buffer): AsyncGenerator<Buffer> {
  let bytes: Buffer | null = first;
  for (let part = 1; bytes; part += 1) {
    yield bytes;
    bytes = await readPart(database, id, part);
  }
}
