import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { removeTag } from '../store/tags/tags.ts';
import { changePalette } from './change-palette.ts';
import type { Deps } from './deps.ts';

/** Deletes a tag for good; every reader joins the palette, so that it leaves all conversations at once. Throws `not_found`. */
export async function deleteTag(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { origin, tagId }: { readonly origin: Origin; readonly tagId: string },
): Promise<void> {
  await changePalette(deps, origin, {
    action: 'tag.delete',
    tagId,
    async write(tx) {
      if (!(await removeTag(tx, origin.workspaceId, tagId))) throw new AppError('not_found', 'There is no such tag.');
    },
  });
}
