import { createHash } from 'node:crypto';
import { createArticleReader } from '../../packages/server/src/agent/retrieval/article-reader.ts';
import { createRetriever } from '../../packages/server/src/agent/retrieval/retriever.ts';
import { changeConversation } from '../../packages/server/src/commands/change-conversation.ts';
import { createWebhook } from '../../packages/server/src/commands/create-webhook.ts';
import { firstRun } from '../../packages/server/src/commands/first-run.ts';
import { receiveMessage } from '../../packages/server/src/commands/receive-message.ts';
import { compose, type Parley } from '../../packages/server/src/compose.ts';
import { appendMessage, decide, draftOf } from '../../packages/server/src/domain/conversation/append.ts';
import type { Conversation } from '../../packages/server/src/domain/conversation/conversation.ts';
import type { Model } from '../../packages/server/src/domain/turn/turn-context.ts';
import { createCredentials } from '../../packages/server/src/identity/credentials.ts';
import { newWebhookSecret } from '../../packages/server/src/identity/webhook-secret.ts';
import { createLogger } from '../../packages/server/src/runtime/logger.ts';
import { findTokenAccess } from '../../packages/server/src/store/agents/find-access.ts';
import { openDatabase } from '../../packages/server/src/store/db/open.ts';
import { knowledgeStore } from '../../packages/server/src/store/knowledge/load-knowledge.ts';
import type { Schema } from '../../packages/server/src/store/schema.ts';
import { serveCalls } from '../turns/child.ts';

export type SenderSetup = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly origin: string;
  /** Of several, the last one never answers. */
  readonly endpoints: number;
};

export type Written = { readonly began: number; readonly ended: number };

const CONVERSATIONS = 20;

let parley: Parley | undefined;
let close = async (): Promise<void> => {};
const conversations: Conversation[] = [];

serveCalls({ start, write }, () => close());

/** A server with conversations, endpoints that are told of their messages, and everything in the background. */
async function start({ dataDir, databaseUrl: url, origin, endpoints }: SenderSetup): Promise<void> {
  const database = await openDatabase<Schema>(url ? { url } : { dataDir });
  const logger = createLogger('error');
  const made = await compose({
    config: {
      rateLimits: false,
      trustProxy: 0,
      metricsToken: undefined,
      publicUrl: undefined,
      role: 'all',
      allowPrivateUrls: [origin],
    },
    database,
    secret: createHash('sha256').update(dataDir).digest('hex'),
    model: { respond: nobodyAsks },
    knowledge: createRetriever({ store: knowledgeStore(database.named), log: logger }),
    readArticle: createArticleReader(),
    readDocument: () => Promise.reject(new Error('nothing is uploaded here')),
    detectLanguage: () => null,
    logger,
  });
  parley = made;
  close = async () => {
    await made.stop(1_000);
    await database.close();
  };
  const { deps } = made;
  const credentials = createCredentials(deps.tokens);
  const first = await firstRun({ ...deps, credentials }, { workspaceName: 'Bench', agent: { name: 'Ada' } });
  const claims = first && (await deps.tokens.verify(first.write_token, new Date()));
  const access = claims && (await findTokenAccess(database.named, claims.tokenId, new Date()));
  if (!access) throw new Error('the token opens nothing');
  for (let count = 0; count < CONVERSATIONS; count += 1) conversations.push(await begin(made, access.agent));
  const { workspaceId } = access.agent;
  const origins = { workspaceId, actor: { type: 'system' }, ip: null, userAgent: null } as const;
  const paths = Array.from({ length: endpoints }, (_, index) =>
    index > 0 && index === endpoints - 1 ? '/stalled' : `/${index}`,
  );
  for (const path of paths) {
    const endpoint = { events: ['message.created'], description: null, isActive: true, secret: newWebhookSecret() };
    await createWebhook(deps, { ...endpoint, url: `${origin}${path}`, origin: origins });
  }
  await made.background.start();
  await made.background.startJobs();
}

async function begin({ deps }: Parley, agent: Parameters<typeof receiveMessage>[1]['agent']): Promise<Conversation> {
  const message = { text: 'Is anybody there?', clientMetadata: null, visitor: {} };
  const begun = await receiveMessage(deps, { agent, conversation: null, source: 'api', origin: 'request', ...message });
  return begun.next;
}

// biome-ignore lint/correctness/useYield: it has nothing to say.
async function* nobodyAsks(): ReturnType<Model['respond']> {
  throw new Error('nobody asks the agent here');
}

/** Appends messages by turns to the conversations, at a rate or (0) as fast as they are saved; gives when. */
async function write({ messages, perSecond }: { messages: number; perSecond: number }): Promise<Written> {
  if (!parley) throw new Error('the server was not started');
  const { deps } = parley;
  const began = Date.now();
  for (let count = 0; count < messages; count += 1) {
    const due = perSecond > 0 ? began + (count * 1000) / perSecond : 0;
    if (due > Date.now()) await new Promise((resolve) => setTimeout(resolve, due - Date.now()));
    const at = count % conversations.length;
    const known = conversations[at];
    if (!known) continue;
    const decision = await changeConversation(deps, known, known, {
      decide(state, now) {
        const draft = draftOf(state);
        appendMessage(draft, { id: deps.ids.uuid(), author: 'human_operator', content: `Message ${count}.` }, now);
        return decide(draft);
      },
    });
    if (decision) conversations[at] = decision.next;
  }
  return { began, ended: Date.now() };
}
