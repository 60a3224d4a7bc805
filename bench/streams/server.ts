import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createArticleReader } from '../../packages/server/src/agent/retrieval/article-reader.ts';
import { createRetriever } from '../../packages/server/src/agent/retrieval/retriever.ts';
import { changeConversation } from '../../packages/server/src/commands/change-conversation.ts';
import { firstRun } from '../../packages/server/src/commands/first-run.ts';
import { receiveMessage } from '../../packages/server/src/commands/receive-message.ts';
import { replyAsPerson } from '../../packages/server/src/commands/reply-as-person.ts';
import { compose, type Parley } from '../../packages/server/src/compose.ts';
import { decide, draftOf } from '../../packages/server/src/domain/conversation/append.ts';
import { changeState } from '../../packages/server/src/domain/conversation/change-state.ts';
import type { Model } from '../../packages/server/src/domain/turn/turn-context.ts';
import { createCredentials } from '../../packages/server/src/identity/credentials.ts';
import { createLogger } from '../../packages/server/src/runtime/logger.ts';
import { findTokenAccess } from '../../packages/server/src/store/agents/find-access.ts';
import { openDatabase } from '../../packages/server/src/store/db/open.ts';
import { knowledgeStore } from '../../packages/server/src/store/knowledge/load-knowledge.ts';
import type { Schema } from '../../packages/server/src/store/schema.ts';
import { serveCalls } from '../turns/child.ts';
import { createGauges } from '../turns/gauges.ts';

export type StreamsSetup = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly conversations: number;
};
export type StreamsReady = {
  readonly url: string;
  readonly key: string;
  readonly token: string;
  /** All with the same last event. */
  readonly conversations: readonly string[];
  readonly seq: number;
};
export type Saying = { readonly perSecond: number; readonly seconds: number };

const gauges = createGauges();
let close = async (): Promise<void> => {};
let parley: Parley | undefined;
let workspaceId = '';
let ids: string[] = [];

serveCalls(
  {
    start,
    say,
    begin: () => gauges.begin(),
    end: () => gauges.end(),
    collect: () => {
      globalThis.gc?.();
      return process.memoryUsage.rss() / 1e6;
    },
  },
  () => close(),
);

async function start(setup: StreamsSetup): Promise<StreamsReady> {
  const { dataDir, databaseUrl: url } = setup;
  const database = await openDatabase<Schema>(url ? { url } : { dataDir });
  const knowledge = createRetriever({ store: knowledgeStore(database.named), log: createLogger('warn') });
  parley = await compose({
    config: { rateLimits: false, trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' },
    database,
    secret: createHash('sha256').update(dataDir).digest('hex'),
    model: { respond: nobodyAsks },
    knowledge,
    readArticle: createArticleReader(),
    readDocument: () => Promise.reject(new Error('nothing is uploaded here')),
    detectLanguage: () => null,
    logger: createLogger('warn'),
  });
  const { deps, app } = parley;
  const credentials = createCredentials(deps.tokens);
  const first = await firstRun({ ...deps, credentials }, { workspaceName: 'Bench', agent: { name: 'Ada' } });
  if (!first) throw new Error('the database was not empty');
  const claims = await deps.tokens.verify(first.write_token, new Date());
  const access = claims && (await findTokenAccess(database.named, claims.tokenId, new Date()));
  if (!access) throw new Error('the token opens nothing');
  workspaceId = access.agent.workspaceId;
  const seq = await fill(parley, access.agent, setup.conversations);
  await app.listen({ port: 0, host: '127.0.0.1' });
  close = async () => {
    await parley?.stop(1_000);
    await database.close();
  };
  const { port } = app.server.address() as AddressInfo;
  const { workspace_key: key, write_token: token } = first;
  return { url: `http://127.0.0.1:${port}`, key, token, conversations: ids, seq };
}

// biome-ignore lint/correctness/useYield: it has nothing to say.
async function* nobodyAsks(): ReturnType<Model['respond']> {
  throw new Error('nobody asks the agent here');
}

type Agent = Parameters<typeof receiveMessage>[1]['agent'];

/** Conversations that people have; all but the first are copies of its row. */
async function fill({ deps }: Parley, agent: Agent, count: number): Promise<number> {
  const begun = await receiveMessage(deps, {
    agent,
    conversation: null,
    source: 'api',
    origin: 'request',
    text: 'Is anybody there?',
    clientMetadata: null,
    visitor: {},
  });
  const changed = await changeConversation(deps, begun.next, null, {
    decide(state, at) {
      const draft = draftOf(state);
      changeState(draft, { driver: 'human' }, at, { type: 'system' });
      return decide(draft);
    },
  });
  await deps.database.executeSql(
    `insert into conversations select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'ord', c.ord + g))).*
     from conversations c, generate_series(1, ${count - 1}) g`,
  );
  const { rows } = await deps.database.executeSql('select id from conversations');
  ids = (rows as { id: string }[]).map(({ id }) => id);
  return changed?.next.seq ?? 0;
}

const now = (): number => performance.timeOrigin + performance.now();

/** Somebody of the team replies, so often a second, each time in another conversation; the text tells when it began. */
async function say({ perSecond, seconds }: Saying): Promise<number> {
  const { deps } = parley ?? {};
  if (!deps) throw new Error('the server was not started');
  const running: Promise<unknown>[] = [];
  const begin = performance.now();
  for (let said = 0; said < perSecond * seconds; said += 1) {
    const due = begin + (said * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const origin = { workspaceId, actor: { type: 'api_key', id: workspaceId }, ip: null, userAgent: null } as const;
    const conversationId = ids[(said * 7_919) % ids.length] ?? '';
    const words = { text: `@${now().toFixed(3)}@`, attachments: [], mode: 'inbox' } as const;
    running.push(replyAsPerson(deps, { workspaceId, conversationId, origin, ...words }));
  }
  await Promise.all(running);
  return running.length;
}
