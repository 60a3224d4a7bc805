import type { Visitor } from '../conversation/conversation.ts';
import type { Person } from './channel.ts';

const NAMED = ['name', 'email', 'phone'] as const;

/** Details that a platform knows of somebody and nobody has noted yet: what the team wrote down stays. */
export function newDetails(known: Visitor | null, person: Omit<Person, 'id'>): Partial<Visitor> {
  const entries = NAMED.flatMap((key) => {
    const value = person[key]?.trim().slice(0, DETAIL_MAX);
    return value && !known?.[key] ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

const DETAIL_MAX = 200;
