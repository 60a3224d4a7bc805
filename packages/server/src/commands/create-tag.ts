import type { Origin } from '../domain/people/origin.ts';
import type { Tx } from '../store/schema.ts';
import { insertTag, type Tag } from '../store/tags/tags.ts';
import { changePalette } from './change-palette.ts';
import type { Deps } from './deps.ts';

/** The colour of a tag that was given none. */
export const DEFAULT_TAG_COLOR = '#6B7280';

export type CreateTagInput = {
  readonly origin: Origin;
  readonly name: string;
  readonly color: string | null;
  /** Written in the same transaction as the tag. */
  readonly alongside?: (tx: Tx, tag: Tag) => Promise<void>;
};

/** Adds a tag to the palette. Throws `conflict` when its name is taken, in whatever case. */
export async function createTag(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { origin, name, color, alongside }: CreateTagInput,
): Promise<Tag> {
  const tag = { id: deps.ids.uuid(), name, color: color ?? DEFAULT_TAG_COLOR, createdAt: deps.clock.now() };
  return changePalette(deps, origin, {
    action: 'tag.create',
    tagId: tag.id,
    async write(tx) {
      await insertTag(tx, origin.workspaceId, tag);
      await alongside?.(tx, tag);
      return tag;
    },
  });
}
