import type { NamedActor, TeamMember } from '@parley/protocol/api';
import { useMemo } from 'react';
import { memberName, useMembers } from '../session/team.ts';
import type { OpenedConversation } from './opened-conversation.ts';

/** Who somebody of the team is, by their id; null for those whom nothing here names. */
export type PersonById = (id: string | null) => Person | null;

export type Person = { readonly id: string; readonly name: string; readonly image: string | null };

/** The people who can be named in a conversation: the team, and those who left it after they did something here. */
export function usePeople(data: OpenedConversation): PersonById {
  const members = useMembers();
  const { facts, entries } = data;
  return useMemo(() => {
    const authors = entries.map(({ author }) => author);
    const known = peopleOf(members, [facts.owner, ...facts.note_authors, ...authors]);
    return (id) => (id === null ? null : (known.get(id) ?? null));
  }, [members, facts, entries]);
}

/** Members first: their names are the latest. */
function peopleOf(members: readonly TeamMember[], actors: readonly (NamedActor | null)[]): ReadonlyMap<string, Person> {
  const named = actors.flatMap((actor): Person[] => {
    if (actor?.type !== 'operator' || actor.id === null || actor.name === null) return [];
    return [{ id: actor.id, name: actor.name, image: actor.avatar_url }];
  });
  const team = members.map((member) => ({ id: member.user_id, name: memberName(member), image: member.avatar_url }));
  return new Map([...named, ...team].map((person) => [person.id, person]));
}
