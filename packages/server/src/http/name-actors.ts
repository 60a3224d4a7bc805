import type { Actor } from '@parley/protocol';
import type { NamedActor } from '@parley/protocol/api';
import type { FastifyRequest } from 'fastify';
import { idOfActor, namedActor } from '../presenters/named-actor.ts';
import { findNamedActors } from '../store/people/find-named-actors.ts';
import type { HttpDeps } from './deps.ts';
import { publicHost } from './public-host.ts';

/** Gives an actor with the name that screens show. */
export type NameActor = (actor: Actor) => NamedActor;

type Asking = { readonly workspaceId: string; readonly request: FastifyRequest };

/** Looks up the names of actors outside of a conversation: users, keys and tokens, of a workspace's own rows. */
export async function nameActors(
  deps: HttpDeps,
  { workspaceId, request }: Asking,
  actors: readonly Actor[],
): Promise<NameActor> {
  const known = await findNamedActors(deps.database.named, workspaceId, actors.flatMap(idOfActor));
  const book = {
    known,
    agent: { name: '', avatar: null },
    visitorName: null,
    host: publicHost(deps, request),
  };
  return (actor) => {
    const named = namedActor(actor, book);
    return named.name === '' ? { ...named, name: null } : named;
  };
}
