import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { saveName } from '../store/people/profile.ts';
import type { Deps } from './deps.ts';

export type SetOwnNameInput = {
  readonly person: { readonly userId: string; readonly ip: string; readonly userAgent: string | null };
  /** Not empty. */
  readonly name: string;
};

/** Changes what a person is called: by the team, and by visitors whom they answer. */
export async function setOwnName(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { person, name }: SetOwnNameInput,
): Promise<void> {
  const { database, clock } = deps;
  await database.transaction(async (tx) => {
    await saveName(tx, { userId: person.userId, name }, clock.now());
    await insertPersonAudit(deps, tx, { ...person, action: 'name.change', at: clock.now() });
  });
}
