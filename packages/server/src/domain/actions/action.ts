import { missingInRemoteMcp } from './check-remote-mcp.ts';
import type { HttpRequest } from './http-request.ts';
import { missingInHttpRequest } from './missing-in-http-request.ts';
import type { RemoteMcp, ToolListing } from './remote-mcp.ts';

/** What is particular to a type of action. Each type has files of its own beside this one. */
export type ActionDefinition =
  | { readonly type: 'http_request'; readonly http_request: HttpRequest }
  | { readonly type: 'remote_mcp'; readonly remote_mcp: RemoteMcp };

/** Something that an agent may do in the company's systems. */
export type Action = {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly id: string;
  /** The integer id of the Agent API: unique in the agent, and never used again. */
  readonly number: number;
  readonly name: string;
  /** What the model calls it: unique in the agent whatever the case. */
  readonly toolName: string;
  readonly description: string;
  readonly isActive: boolean;
  /** Whether it was complete before: only the first time can switch it on by itself. */
  readonly wasComplete: boolean;
  readonly icon: string | null;
  readonly iconColor: string | null;
  readonly definition: ActionDefinition;
  /** Of the type `remote_mcp`: what its server has told of its tools; null before it was asked. */
  readonly remoteTools: ToolListing | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** What an action lacks to be switched on, in sentences; nothing of a complete one. */
export function missingIn({
  description,
  definition,
  remoteTools,
}: Pick<Action, 'description' | 'definition' | 'remoteTools'>): string[] {
  if (definition.type === 'remote_mcp') {
    // Tools have descriptions of their own.
    const missing = missingInRemoteMcp(definition.remote_mcp);
    if (missing.length > 0) return missing;
    return remoteTools === null ? ['The server has not been asked for its tools yet.'] : [];
  }
  return [
    ...(description.trim() === '' ? ['The description is missing: by it the model decides when to call.'] : []),
    ...missingInHttpRequest(definition.http_request),
  ];
}

/** Whether an action that has just become complete is switched on without being told so. */
export function startsByItself({ definition, wasComplete }: Pick<Action, 'definition' | 'wasComplete'>): boolean {
  // Whether a remote tool changes something nobody knows but its server.
  return !wasComplete && definition.type === 'http_request' && definition.http_request.method === 'GET';
}
