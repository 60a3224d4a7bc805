import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/people/principal.ts';
import { hashKey } from '../../identity/new-credentials.ts';
import { type FoundKey, findWorkspaceKey, saveKeyUse } from '../../store/workspaces/workspace-keys.ts';
import type { HttpDeps } from '../deps.ts';
import type { WorkspaceReason } from '../errors/workspace-dialect.ts';

/** Whom the request's workspace key speaks for. Throws `unauthenticated`, and `forbidden` for a paused key. */
export async function keyPrincipal(deps: HttpDeps, request: FastifyRequest): Promise<Principal> {
  const { workspaceId, id } = await usableKey(deps, request);
  return { type: 'key', workspaceId, keyId: id };
}

/** The request's workspace key, read anew so that pausing and revoking work at once on every node. Throws the same. */
export async function usableKey(deps: HttpDeps, request: FastifyRequest): Promise<FoundKey> {
  const [, key] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!key) throw refused('missing_api_key', 'Send your API key in the header: Authorization: Bearer <API_KEY>.');
  // Looked up by its digest: the time that it takes tells nothing about the key.
  const found = await findWorkspaceKey(deps.database.named, hashKey(key));
  if (!found) throw refused('invalid_api_key', 'The API key is not valid.');
  if (found.state === 'revoked') throw refused('api_key_revoked', 'The API key was revoked.');
  if (found.expiresAt && found.expiresAt <= deps.clock.now()) {
    throw refused('api_key_expired', 'The API key has expired.');
  }
  if (found.state === 'paused') {
    throw new AppError('forbidden', 'The API key is paused.', { reason: 'api_key_paused' });
  }
  await noteUse(deps, found);
  return found;
}

const NOTED_MS = 60_000;

/** At most once a minute: a row that every request rewrote would be the slowest part of it. */
async function noteUse({ database, clock }: HttpDeps, { id, lastUsedAt }: FoundKey): Promise<void> {
  const at = clock.now();
  const before = new Date(at.getTime() - NOTED_MS);
  if (lastUsedAt === null || lastUsedAt < before) await saveKeyUse(database.named, id, at, before);
}

const refused = (reason: WorkspaceReason, message: string): AppError =>
  new AppError('unauthenticated', message, { reason });
