import type { Actor } from '@parley/protocol';
import type { NamedActor } from '@parley/protocol/api';
import { avatarUrl } from './widget-configuration.ts';

/** Who is known by name in a conversation. */
export type ActorBook = {
  readonly known: ReadonlyMap<
    string,
    { readonly name: string; readonly image: string | null; readonly isMember: boolean }
  >;
  readonly agent: { readonly name: string; readonly avatar: string | null };
  readonly visitorName: string | null;
  /** Where browsers reach us. */
  readonly host: string;
};

/** Who said or did something, as the inbox shows it. */
export function namedActor(actor: Actor, { known, agent, visitorName, host }: ActorBook): NamedActor {
  const { type } = actor;
  const nobody = { type, id: null, name: null, avatar_url: null, is_member: false };
  if (type === 'visitor') return { ...nobody, name: visitorName };
  if (type === 'ai_assistant') return { ...nobody, name: agent.name, avatar_url: avatarUrl(agent.avatar, host) };
  if (type === 'system') return nobody;
  const found = known.get(actor.id);
  return {
    type,
    id: actor.id,
    name: found?.name ?? null,
    avatar_url: avatarUrl(found?.image ?? null, host),
    is_member: found?.isMember ?? false,
  };
}

/** Whom the book must know to name an actor. */
export const idOfActor = (actor: Actor | null | undefined): readonly string[] =>
  actor && 'id' in actor ? [actor.id] : [];
