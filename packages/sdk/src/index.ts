export { type AgentClient, createAgentClient } from './agent-client.ts';
export { ApiError } from './api-error.ts';
export type { Call, CallInput, ClientOptions } from './call.ts';
export type { ChatInput, ChatOptions } from './chat.ts';
export { readEventStream, type ServerSentEvent } from './event-stream.ts';
