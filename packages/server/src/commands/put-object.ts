import type { EntryPointChange } from '../domain/entry-points/entry-point.ts';
import type { Origin } from '../domain/people/origin.ts';
import { type ListedEntryPoint, lockObject } from '../store/entry-points/entry-points.ts';
import type { Tx } from '../store/schema.ts';
import { addEntryPoint, type EntryPointDeps, isTaken } from './create-entry-point.ts';
import { saveChange } from './update-entry-point.ts';

export type PutObjectInput = {
  readonly externalId: string;
  readonly given: EntryPointChange;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside: (tx: Tx, put: ListedEntryPoint, isNew: boolean) => Promise<void>;
};

/** Adds the object of an external id, or changes what is given of the one that there is. */
export async function putObject(
  deps: EntryPointDeps,
  input: PutObjectInput,
): Promise<{ readonly entry: ListedEntryPoint; readonly isNew: boolean }> {
  try {
    return await putOnce(deps, input);
  } catch (error) {
    // Another request has added it since we looked: now there is one to change.
    if (!isTaken(error)) throw error;
    return putOnce(deps, input);
  }
}

function putOnce(deps: EntryPointDeps, { externalId, given, origin, alongside }: PutObjectInput) {
  return deps.database.transaction(async (tx) => {
    const state = await lockObject(tx, origin.workspaceId, externalId);
    if (state) {
      const entry = await saveChange(deps, tx, { state, change: given, origin });
      await alongside(tx, entry, false);
      return { entry, isNew: false };
    }
    const entry = await addEntryPoint(deps, tx, {
      type: 'object',
      given: { ...given, name: given.name ?? externalId, externalId },
      origin,
      alongside: (inner, made) => alongside(inner, made, true),
    });
    return { entry, isNew: true };
  });
}
