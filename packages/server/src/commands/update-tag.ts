import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { findTag, saveTag, type Tag } from '../store/tags/tags.ts';
import { changePalette } from './change-palette.ts';
import { DEFAULT_TAG_COLOR } from './create-tag.ts';
import type { Deps } from './deps.ts';

export type UpdateTagInput = {
  readonly origin: Origin;
  readonly tagId: string;
  readonly name?: string | undefined;
  /** Null for the colour that tags have by default. */
  readonly color?: string | null | undefined;
};

/** Renames or recolours a tag; what holds already changes nothing. Throws `not_found`, and `conflict` for a taken name. */
export async function updateTag(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { origin, tagId, name, color }: UpdateTagInput,
): Promise<Tag> {
  const { workspaceId } = origin;
  const known = await findTag(deps.database.db, workspaceId, tagId);
  if (!known) throw noSuchTag();
  const wanted = color === undefined ? known.color : (color ?? DEFAULT_TAG_COLOR);
  const tag = { ...known, name: name ?? known.name, color: wanted };
  if (tag.name === known.name && tag.color === known.color) return known;
  return changePalette(deps, origin, {
    action: 'tag.update',
    tagId,
    async write(tx) {
      if (!(await saveTag(tx, workspaceId, tag))) throw noSuchTag();
      return tag;
    },
  });
}

const noSuchTag = (): AppError => new AppError('not_found', 'There is no such tag.');
