import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { type SourceItem, SourceItemSchema, sendChatEndpoint } from '@parley/protocol/api';
import { z } from 'zod';
import { mcpToolOf } from '../../domain/agent/mcp-tool.ts';
import { readSettings } from '../../domain/agent/settings.ts';
import { requireScope } from '../auth/bearer-token.ts';
import type { HttpDeps } from '../deps.ts';
import { askAgent } from './ask-agent.ts';
import { toldRefusals } from './inbox-tool.ts';
import type { TokenCaller } from './mcp-caller.ts';

const INPUT = z.strictObject({
  text: sendChatEndpoint.body.shape.text.meta({
    examples: undefined,
    description: 'What the person says, in their words.',
  }),
  conv_id: z.string().max(100).nullish().describe('The `conv_id` of the last answer, to go on with the conversation.'),
});

const OUTPUT = z.object({
  conv_id: z.string().describe('Send it with the next message.'),
  reply: z.string().describe('Markdown; empty while people have the conversation.'),
  ord_number: z.int(),
  sources: z.array(SourceItemSchema).describe('The passages that the reply rests on.'),
});

/** The agent of a token as the one tool of its server, named and described as its settings say. */
export function agentTool(server: McpServer, deps: HttpDeps, caller: TokenCaller): void {
  const { name: title, command, description } = mcpToolOf(readSettings(caller.agent.settings));
  const config = {
    title,
    description,
    inputSchema: INPUT,
    outputSchema: OUTPUT,
    // Each message is kept, and people may come to read it.
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  };
  server.registerTool(command, config, ({ text, conv_id }, context) =>
    toldRefusals(deps, caller, async () => {
      requireScope(caller.scope, 'write_all');
      await deps.limits.count('chat', caller.tokenId, sendChatEndpoint.id);
      const answer = await askAgent(deps, {
        agent: caller.agent,
        text,
        conversationId: conv_id ?? null,
        clientName: clientOf(context),
        ...progressOf(context),
      });
      const structuredContent = {
        conv_id: answer.conversationId,
        reply: answer.text,
        ord_number: answer.ord,
        // In the contract's own shape.
        sources: answer.sources as SourceItem[],
      };
      return { structuredContent, content: [{ type: 'text', text: toldReply(structuredContent) }] };
    }),
  );
}

const toldReply = ({ reply, conv_id }: z.output<typeof OUTPUT>): string =>
  `${reply || '(No reply now: people have taken the conversation over.)'}\n\nconv_id: ${conv_id}`;

/** A client that asked to be told of progress is told how much there is, never the text, which may still be dropped. */
function progressOf({ mcpReq }: ServerContext): { onDelta?: (text: string) => void } {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return {};
  let progress = 0;
  return {
    onDelta(text) {
      progress += text.length;
      const params = { progressToken, progress, message: `${progress} characters written` };
      // Who has gone is told nothing more; the turn goes on without them.
      mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    },
  };
}

/** Who the client says it is, where each request says so: anything may stand there. */
function clientOf({ mcpReq }: ServerContext): string | null {
  const said = CLIENT.safeParse(mcpReq.envelope);
  return said.success ? said.data[CLIENT_INFO].name : null;
}

const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
const CLIENT = z.object({ [CLIENT_INFO]: z.object({ name: z.string() }) });
