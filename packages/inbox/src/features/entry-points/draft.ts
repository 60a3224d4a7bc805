import type { EntryPoint } from './entry-point.ts';

/** What a form over an entry point holds; texts are empty where there is nothing. */
export type EntryDraft = {
  readonly name: string;
  readonly description: string;
  /** One field: where it leads, and where to. */
  readonly destination: { readonly type: 'none' | 'chatbot' | 'url'; readonly chatbot: string; readonly url: string };
  readonly isActive: boolean;
  readonly gtin: string;
  readonly type: string;
  readonly external_id: string;
};

export const NEW_ENTRY: EntryDraft = {
  name: '',
  description: '',
  destination: { type: 'none', chatbot: '', url: '' },
  isActive: true,
  gtin: '',
  type: '',
  external_id: '',
};

/** What is stored, as its form begins. */
export const draftOfEntry = ({ name, description, destination, state, gtin }: EntryPoint): EntryDraft => ({
  ...NEW_ENTRY,
  name,
  description: description ?? '',
  destination: {
    type: destination.type ?? 'none',
    chatbot: destination.chatbot?.id ?? '',
    url: destination.url ?? '',
  },
  isActive: state !== 'inactive' && state !== 'archived',
  gtin: gtin ?? '',
});

/** Where it leads, as the server reads it. */
export function destinationToSend({ type, chatbot, url }: EntryDraft['destination']) {
  if (type === 'chatbot') return { type, chatbot };
  return type === 'url' ? { type, url: url.trim() } : null;
}

/** Those of the changed fields that every kind has, as the server reads them. */
export function commonChanges({ name, description, destination }: Partial<EntryDraft>) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description: description || null }),
    ...(destination === undefined ? {} : { destination: destinationToSend(destination) }),
  };
}
