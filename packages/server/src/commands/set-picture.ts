import { pictureFile, picturePath } from '../domain/people/picture-path.ts';
import { requirePicture } from '../domain/people/picture-types.ts';
import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { insertPersonFile, removePersonFile } from '../store/files/person-files.ts';
import { saveImage } from '../store/people/profile.ts';
import type { Deps } from './deps.ts';

type PictureDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'files'>;

export type PictureOwner = { readonly userId: string; readonly ip: string; readonly userAgent: string | null };

export type SetPictureInput = {
  readonly person: PictureOwner;
  /** As the bytes say, never as the caller does. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/**
 * Makes an image the picture of a person, in place of the one before: visitors whom they answer see it. Throws
 * `unsupported_media_type` for anything but PNG, JPEG, GIF and WebP.
 */
export async function setPicture(deps: PictureDeps, { person, contentType, bytes }: SetPictureInput): Promise<void> {
  requirePicture(contentType);
  const { database, clock, ids, files } = deps;
  const id = ids.uuid();
  const facts = { id, userId: person.userId, contentType, size: bytes.length };
  // Noted first: what was written without a note would never be found again to be removed.
  await insertPersonFile(database.db, { ...facts, createdAt: clock.now() });
  await files.write(id, bytes);
  await replacePicture(deps, person, { image: picturePath(id), action: 'picture.set' });
}

/** Takes the picture of a person away. */
export async function removePicture(deps: PictureDeps, person: PictureOwner): Promise<void> {
  await replacePicture(deps, person, { image: null, action: 'picture.remove' });
}

type Change = { readonly image: string | null; readonly action: string };

async function replacePicture(deps: PictureDeps, person: PictureOwner, { image, action }: Change): Promise<void> {
  const { database, clock, files } = deps;
  const { userId } = person;
  const old = await database.transaction(async (tx) => {
    const id = pictureFile(await saveImage(tx, { userId, image }, clock.now()));
    if (id !== null) await removePersonFile(tx, { userId, id });
    await insertPersonAudit(deps, tx, { ...person, action, at: clock.now() });
    return id;
  });
  if (old !== null) await files.remove([old]);
}
