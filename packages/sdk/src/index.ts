export { type AgentClient, createAgentClient } from './agent-client.ts';
export { ApiError } from './api-error.ts';
export type { Call, CallInput, ClientOptions } from './call.ts';
export type { ChatInput, ChatOptions } from './chat.ts';
export { type Applied, applyEvent, type ConversationView, statusOf } from './conversation-view.ts';
export type {
  ParleyCommands,
  ParleyEvents,
  ParleyHandler,
  ParleyOptions,
  ParleyQueue,
} from './embed/commands.ts';
export { type LoadParleyInput, loadParley, type Parley } from './embed/load-parley.ts';
export { readEventStream, type ServerSentEvent } from './event-stream.ts';
export { type FollowOptions, type FollowPace, followStream, type StreamState } from './follow-stream.ts';
export { createInboxClient, type InboxClient, type InboxClientOptions } from './inbox-client.ts';
export {
  type ConversationNews,
  type ConversationSignal,
  followAgentConversation,
  followConversation,
  followWorkspace,
  type LiveNews,
} from './live-events.ts';
export { openView, withOlderMessages } from './open-view.ts';
export { createVisitorClient } from './visitor/create-visitor-client.ts';
export { memoryStorage, memoryTabs } from './visitor/memory-ports.ts';
export { plainJson } from './visitor/plain-json.ts';
export type {
  LockOptions,
  TabChannel,
  VisitorLock,
  VisitorPage,
  VisitorStorage,
  VisitorTabs,
  VisitorTimers,
} from './visitor/ports.ts';
export { problemOf } from './visitor/settle.ts';
export type {
  Connection,
  OutgoingMessage,
  ReplyDraft,
  ReplyStatus,
  Scalar,
  Thumb,
  VisitorClient,
  VisitorClientEvents,
  VisitorClientOptions,
  VisitorDetails,
  VisitorMessageInput,
  VisitorPace,
  VisitorPageInfo,
  VisitorProblem,
  VisitorState,
} from './visitor/visitor-client.ts';
export { applyVisitorEvent, emptyView, type VisitorEntry, type VisitorView } from './visitor/visitor-view.ts';
export { createWorkspaceClient, type SendOptions, type WorkspaceClient } from './workspace-client.ts';
