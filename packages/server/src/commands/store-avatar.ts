import { avatarFile, avatarPath } from '../domain/agent/avatar-path.ts';
import type { Origin } from '../domain/people/origin.ts';
import { requirePicture } from '../domain/people/picture-types.ts';
import { insertFile } from '../store/files/files.ts';
import { removeTeamFile } from '../store/files/team-files.ts';
import { changeWidget } from './change-widget.ts';
import type { Deps } from './deps.ts';

type AvatarDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'files'>;
type Owner = { readonly workspaceId: string; readonly id: string; readonly scenarioId: string };

export type StoreAvatarInput = {
  readonly agent: Owner;
  /** As the bytes say, never as the caller does. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly origin: Origin;
};

/**
 * Makes an image the avatar of an agent, in place of the one before, and gives the path that serves it. Throws
 * `unsupported_media_type` for anything but PNG, JPEG, GIF and WebP.
 */
export async function storeAvatar(deps: AvatarDeps, input: StoreAvatarInput): Promise<string> {
  const { agent, contentType, bytes, origin } = input;
  requirePicture(contentType);
  const { database, clock, ids, files } = deps;
  const id = ids.uuid();
  const { workspaceId, id: agentId, scenarioId } = agent;
  const facts = { id, name: 'avatar', contentType, size: bytes.length, workspaceId, agentId, visitorId: null };
  // Noted first: what was written without a note would never be found again to be removed.
  await insertFile(database.db, { ...facts, createdAt: clock.now() });
  await files.write(id, bytes);
  const path = avatarPath(scenarioId, id);
  await replaceAvatar(deps, { agentId, origin, avatar: path });
  return path;
}

/** Takes the avatar of an agent away, whether it was uploaded or is an address elsewhere. */
export async function removeAvatar(
  deps: AvatarDeps,
  { agentId, origin }: { readonly agentId: string; readonly origin: Origin },
): Promise<void> {
  await replaceAvatar(deps, { agentId, origin, avatar: null });
}

type Replacing = { readonly agentId: string; readonly origin: Origin; readonly avatar: string | null };

async function replaceAvatar(deps: AvatarDeps, { agentId, origin, avatar }: Replacing): Promise<void> {
  const { before } = await changeWidget(deps, { agentId, origin, decide: () => ({ widget: { avatar } }) });
  await removeUpload(deps, agentId, avatarFile(before.avatar));
}

/** Removes an image that is nobody's avatar any more. */
export async function removeUpload(
  { database, files }: Pick<Deps, 'database' | 'files'>,
  agentId: string,
  id: string | null,
): Promise<void> {
  if (id === null) return;
  await database.transaction((tx) => removeTeamFile(tx, { agentId, id }));
  await files.remove([id]);
}
