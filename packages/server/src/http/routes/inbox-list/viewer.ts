import { AppError } from '@parley/protocol';
import type { Viewer } from '../../../domain/inbox/saved-view.ts';
import type { Principal } from '../../../domain/people/principal.ts';

/** The person who asks: what is in `mine`, and whose saved views they are. Throws `forbidden` for keys, who are nobody. */
export function viewerOf(principal: Principal): Viewer {
  if (principal.type === 'user') return { userId: principal.userId, role: principal.role };
  throw new AppError('forbidden', 'Only people have an inbox.');
}
