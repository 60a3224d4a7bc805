import type { CallToolResult, McpServer, ToolAnnotations } from '@modelcontextprotocol/server';
import type { Permission } from '@parley/protocol';
import type { z } from 'zod';
import { requirePermission } from '../admit.ts';
import type { HttpDeps } from '../deps.ts';
import { publicMessage } from '../errors/rendered-error.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { fenced } from './fenced.ts';
import type { KeyCaller } from './mcp-caller.ts';

type InboxTool<I extends z.ZodObject, O extends z.ZodObject> = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly permission: Permission;
  readonly annotations: ToolAnnotations;
  readonly input: I;
  readonly output: O;
  readonly run: (deps: HttpDeps, caller: KeyCaller, input: z.output<I>) => Promise<z.input<O>>;
};

/** Adds a tool to what a caller gets. */
export type AddTool = (server: McpServer, deps: HttpDeps, caller: KeyCaller) => void;

/**
 * A tool of the inbox. Its answer is JSON in the shape of the Workspace API, given twice: as structured content, and as
 * fenced text, for it may hold what visitors wrote.
 */
export const inboxTool =
  <I extends z.ZodObject, O extends z.ZodObject>(tool: InboxTool<I, O>): AddTool =>
  (server, deps, caller) => {
    const { name, input: inputSchema, output: outputSchema, permission, run, ...told } = tool;
    const config = { ...told, inputSchema: inputSchema as z.ZodObject, outputSchema: outputSchema as z.ZodObject };
    server.registerTool(name, config, (input) =>
      toldRefusals(deps, caller, async () => {
        requirePermission(caller.principal, permission);
        // The library has parsed the input with the tool's own schema.
        const structuredContent = await run(deps, caller, input as z.output<I>);
        return { structuredContent, content: [{ type: 'text', text: fenced(JSON.stringify(structuredContent)) }] };
      }),
    );
  };

/** What a tool refuses is a result that names it, so that the model can mend its call; a fault of ours is logged once. */
export async function toldRefusals(
  deps: Pick<HttpDeps, 'log'>,
  { requestId }: { readonly requestId: string },
  run: () => Promise<CallToolResult>,
): Promise<CallToolResult> {
  try {
    return await run();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal') deps.log.error({ err: thrown, request_id: requestId }, 'request failed');
    const wait = error.details?.retryAfterSeconds;
    const later = wait === undefined ? '' : ` Try again in ${Math.max(1, Math.ceil(wait))} s.`;
    const message = publicMessage(error);
    const text = `${error.code}: ${message}${message.includes('again in') ? '' : later}`;
    return { isError: true, content: [{ type: 'text', text }] };
  }
}

/** Reads, and changes nothing. */
export const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;
/** Adds something each time it is called. */
export const ADDS = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
} as const;
/** Replaces what was there; twice is as once. */
export const REPLACES = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: false,
} as const;
