export { type AgentClient, createAgentClient } from './agent-client.ts';
export { ApiError } from './api-error.ts';
export type { Call, CallInput, ClientOptions } from './call.ts';
export type { ChatInput, ChatOptions } from './chat.ts';
export { type Applied, applyEvent, type ConversationView } from './conversation-view.ts';
export { readEventStream, type ServerSentEvent } from './event-stream.ts';
export { type FollowOptions, type FollowPace, followStream, type StreamState } from './follow-stream.ts';
export {
  type ConversationNews,
  type ConversationSignal,
  followAgentConversation,
  followConversation,
  followWorkspace,
  type LiveNews,
} from './live-events.ts';
export { createWorkspaceClient, type SendOptions, type WorkspaceClient } from './workspace-client.ts';
