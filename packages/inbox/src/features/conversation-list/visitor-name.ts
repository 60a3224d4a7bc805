import type { InboxRow } from '@parley/protocol/api';

type Known = Pick<InboxRow, 'contact_name' | 'contact_label' | 'contact_email'>;

/** How a visitor is called in the list; null for one of whom nothing is known. */
export const nameOf = ({ contact_name: name, contact_email: email, contact_label: label }: Known): string | null =>
  [name, email, label].find((each) => each !== null && each.trim() !== '') ?? null;
