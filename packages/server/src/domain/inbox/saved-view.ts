import { AppError, type ConversationSort, type Role } from '@parley/protocol';
import { isAllowed } from '../people/permissions.ts';

/** The parameters of a list by name. */
export type SavedFilter = { readonly [parameter: string]: string | readonly string[] };

/** A list of the inbox under a name, of the team or of whoever saved it. */
export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly filter: SavedFilter;
  readonly sort: ConversationSort;
  readonly shared: boolean;
  readonly position: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** Somebody of the team. */
export type Viewer = { readonly userId: string; readonly role: Role };

/** Throws `forbidden` unless the person may make, change or delete a view that is the team's. */
export function requireMayShare({ role }: Viewer): void {
  if (isAllowed(role, 'conversations.manage')) return;
  throw new AppError('forbidden', 'Views of the team need the permission conversations.manage.');
}
