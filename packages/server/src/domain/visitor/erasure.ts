import type { Conversation } from '../conversation/conversation.ts';

type Known = Pick<Conversation, 'id' | 'visitorId'> & {
  readonly visitor: Pick<Conversation['visitor'], 'name' | 'email'>;
};

/** Eight signs that stand for a visitor who has no name. The end of an id is chance, its beginning only the time. */
export const shortIdOf = ({ visitorId, id }: Pick<Known, 'id' | 'visitorId'>): string => (visitorId ?? id).slice(-8);

/** What a person must type to erase a visitor. */
export const confirmationOf = (known: Known): string => known.visitor.email ?? known.visitor.name ?? shortIdOf(known);

/** Whether what was typed names the visitor: by e-mail address, name or short id, however it is written. */
export function isConfirmed(known: Known, typed: string): boolean {
  const names = [known.visitor.email, known.visitor.name, shortIdOf(known)];
  return names.some((name) => name !== null && plain(name) !== '' && plain(name) === plain(typed));
}

const plain = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
