import type { Conversation } from '../conversation/conversation.ts';
import type { Values } from './values.ts';

type Around = {
  readonly scenarioId: string;
  /** Where the installation answers. */
  readonly baseUrl: string;
};

/** What the built-in placeholders of an action stand for in a conversation. */
export function variablesOf(conversation: Conversation, { scenarioId, baseUrl }: Around): Values['variables'] {
  const { workspaceId, id, source, mostFrequentLanguage, metadata } = conversation;
  return {
    scenario_id: scenarioId,
    conversation_id: id,
    conversation_channel: source,
    conversation_url: `${baseUrl}/inbox/${workspaceId}/conversations/${id}`,
    language: mostFrequentLanguage?.slice(0, 2) ?? null,
    country: countryIn(metadata.country),
  };
}

/** Of a conversation no country is kept but what its metadata say. */
const countryIn = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null;

/** The metadata as placeholders see them: what is known of the visitor stands there too, under keys of its own. */
export function metadataOf({ metadata, visitor }: Pick<Conversation, 'metadata' | 'visitor'>): Values['metadata'] {
  const { name, email, phone, label } = visitor;
  const known = { visitor_name: name, visitor_email: email, visitor_phone_number: phone, visitor_label: label };
  return { ...known, ...metadata };
}
