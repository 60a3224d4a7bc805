import { AppError, type Permission } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAllowed } from '../domain/people/permissions.ts';
import { callerOf, type Principal } from '../domain/people/principal.ts';
import { addressGroup } from '../lib/address-group.ts';
import { usableKey } from './auth/workspace-key.ts';
import type { HttpDeps } from './deps.ts';
import { type Allowance, type Standing, tooMany } from './rate-limits.ts';

/** A person at work in the inbox makes many calls; only a program that runs wild makes more than these. */
const PERSON: Allowance = { perMinute: 600, perHour: 20_000 };

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/**
 * Lets a caller with a workspace key in. The call counts for the whole workspace, whichever of its keys it comes with,
 * and the answer tells where the workspace stands; a call without a valid key counts for the address that it comes from.
 */
export async function admitKey(deps: HttpDeps, { request, reply }: Exchange): Promise<Principal> {
  const key = await usableKey(deps, request).catch(async (refusal: unknown) => {
    await spend(deps, reply, `address:${addressGroup(request.ip)}`, deps.workspaceCalls);
    throw refusal;
  });
  const { perMinute, perHour } = deps.workspaceCalls;
  const allowance = { perMinute: key.perMinute ?? perMinute, perHour: key.perHour ?? perHour };
  await spend(deps, reply, `workspace:${key.workspaceId}`, allowance);
  return { type: 'key', workspaceId: key.workspaceId, keyId: key.id };
}

/** Lets a person who is signed in into a workspace of theirs. The call counts for the person. */
export async function admitPerson(
  deps: HttpDeps,
  { request, reply }: Exchange,
  workspaceId: string,
): Promise<Principal> {
  const principal = await deps.sessions.principalOf(request, workspaceId).catch(async (refusal: unknown) => {
    await spend(deps, reply, `inbox-address:${addressGroup(request.ip)}`, PERSON);
    throw refusal;
  });
  await spend(deps, reply, `person:${principal.type === 'user' ? principal.userId : principal.keyId}`, PERSON);
  return principal;
}

/** Throws `forbidden` unless the caller has the permission; null is had by all. */
export function requirePermission(principal: Principal, permission: Permission | null): void {
  if (permission === null || isAllowed(callerOf(principal), permission)) return;
  throw new AppError('forbidden', `This needs the permission ${permission}.`);
}

/** Counts a call that belongs to nobody, for the address that it comes from. Throws `too_many_requests`. */
export async function countStranger(deps: HttpDeps, { request, reply }: Exchange): Promise<void> {
  await spend(deps, reply, `address:${addressGroup(request.ip)}`, deps.workspaceCalls);
}

async function spend(deps: HttpDeps, reply: FastifyReply, who: string, allowance: Allowance): Promise<void> {
  const { minute, hour, retryAfterSeconds } = await deps.limits.spend(who, allowance);
  reply.headers({ ...headersOf('minute', minute), ...headersOf('hour', hour) });
  if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
}

const headersOf = (window: 'minute' | 'hour', { limit, remaining, resetsAt }: Standing): Record<string, string> => ({
  [`x-ratelimit-limit-${window}`]: String(limit),
  [`x-ratelimit-remaining-${window}`]: String(remaining),
  [`x-ratelimit-reset-${window}`]: String(Math.ceil(resetsAt.getTime() / 1000)),
});
