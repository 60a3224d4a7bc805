import type { Db, Tx } from '../schema.ts';

/** Reads one value of the installation; null when it was never set. */
export async function findInstallationValue(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

/** Sets a value unless it is set, and gives the one that holds: of two nodes that start at once, one wins. */
export async function claimInstallationValue(tx: Tx, key: string, value: string): Promise<string> {
  await tx
    .insertInto('installation')
    .values({ key, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirstOrThrow();
  return row.value;
}
