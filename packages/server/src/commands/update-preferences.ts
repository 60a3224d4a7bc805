import { AppError } from '@parley/protocol';
import type { Preferences } from '../domain/people/preferences.ts';
import { isDatabaseError } from '../store/db/database.ts';
import { type MemberKey, savePreferences } from '../store/people/preferences.ts';
import type { Deps } from './deps.ts';

const FOREIGN_KEY_VIOLATION = '23503';

export type UpdatePreferencesInput = MemberKey & {
  /** What is not named stays. */
  readonly chosen: { readonly [K in keyof Preferences]?: Preferences[K] | undefined };
};

/** Keeps what a person has chosen, and gives all of it. Throws `not_found` for who is not in the team any more. */
export async function updatePreferences(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  { chosen, ...member }: UpdatePreferencesInput,
): Promise<Preferences> {
  const named = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
  try {
    return await savePreferences(database.db, member, named, clock.now());
  } catch (error) {
    if (!isDatabaseError(error, FOREIGN_KEY_VIOLATION)) throw error;
    throw new AppError('not_found', 'There is no such member.', undefined, error);
  }
}
