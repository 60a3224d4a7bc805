import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPostgres } from '../../packages/server/src/store/db/database.ts';

/** Where a server under measurement keeps its data: a folder or an address, `remove` ends it. */
export type Place = { readonly dataDir: string; readonly databaseUrl: string | null; remove(): Promise<void> };

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

/** A fresh data folder for the embedded database. */
export async function embeddedPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  return { dataDir, databaseUrl: null, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** A new database on the PostgreSQL server of BENCH_DATABASE_URL (or TEST_DATABASE_URL); null when none answers. */
export async function postgresPlace(): Promise<Place | null> {
  const url = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL ?? DEFAULT_URL;
  const admin = await connectPostgres({ url, poolSize: 1 }).catch(() => null);
  if (!admin) return null;
  const name = `parley_bench_${process.pid}_${Date.now().toString(36)}`;
  await admin.executeSql(`create database ${name}`);
  await admin.close();
  const { dataDir, remove } = await embeddedPlace();
  const databaseUrl = new URL(url);
  databaseUrl.pathname = `/${name}`;
  return {
    dataDir,
    databaseUrl: databaseUrl.href,
    async remove() {
      const again = await connectPostgres({ url, poolSize: 1 });
      await again.executeSql(`drop database ${name} with (force)`);
      await again.close();
      await remove();
    },
  };
}
