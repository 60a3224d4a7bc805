/** What a token of this kind is for: whoever has it speaks as the visitor of one conversation. */
export const CONVERSATION_TOKEN = 'conversation';
/** A visitor finds back to a conversation for so long after the last message or mail. */
export const CONVERSATION_LINK_MS = 30 * 24 * 60 * 60 * 1000;

/** What a token says of a conversation. */
export const conversationContent = ({ id, agentId }: { readonly id: string; readonly agentId: string }) => ({
  id,
  agentId,
});

/** The conversation that a token names, if it is the agent's. */
export function readConversationLink(content: { readonly [key: string]: unknown } | null, agentId: string) {
  return content !== null && content.agentId === agentId && typeof content.id === 'string' ? content.id : null;
}
