import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { detectLanguage } from '../../packages/server/src/agent/detect-language.ts';
import { createLanguageModel } from '../../packages/server/src/agent/models/language-models.ts';
import { createModel } from '../../packages/server/src/agent/models/respond.ts';
import { createArticleReader } from '../../packages/server/src/agent/retrieval/article-reader.ts';
import { createRetriever } from '../../packages/server/src/agent/retrieval/retriever.ts';
import { firstRun } from '../../packages/server/src/commands/first-run.ts';
import { importArticles } from '../../packages/server/src/commands/import-articles.ts';
import { compose } from '../../packages/server/src/compose.ts';
import type { Model, TurnContext } from '../../packages/server/src/domain/turn/turn-context.ts';
import { createCredentials } from '../../packages/server/src/identity/credentials.ts';
import { createLogger } from '../../packages/server/src/runtime/logger.ts';
import type { Database } from '../../packages/server/src/store/db/database.ts';
import { openDatabase } from '../../packages/server/src/store/db/open.ts';
import { knowledgeStore } from '../../packages/server/src/store/knowledge/load-knowledge.ts';
import type { Schema } from '../../packages/server/src/store/schema.ts';
import { floorApp } from '../floor.ts';
import { serveCalls } from './child.ts';
import { createGauges } from './gauges.ts';
import { articles } from './knowledge.ts';

export type ServerSetup = {
  readonly kind: 'floor' | 'builtin' | 'upstream';
  readonly retrieval: boolean;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly upstreamUrl: string;
  readonly articles: number;
};

export type ServerReady = { readonly url: string; readonly token: string; readonly scenarioId: string };

export type ModelAlone = { readonly seconds: number; readonly concurrency: number };

const gauges = createGauges();
let lastContext: TurnContext | undefined;
let model: Model | undefined;
let close = async (): Promise<void> => {};

serveCalls(
  {
    async start(setup: ServerSetup): Promise<ServerReady> {
      const { dataDir, databaseUrl: url } = setup;
      const database = await openDatabase<Schema>(url ? { url } : { dataDir });
      return setup.kind === 'floor' ? startFloor(database) : startParley(database, setup);
    },
    begin: () => gauges.begin(),
    end: () => gauges.end(),
    modelAlone: callModel,
  },
  () => close(),
);

async function startFloor(database: Database<Schema>): Promise<ServerReady> {
  const app = await floorApp(database);
  await app.listen({ port: 0, host: '127.0.0.1' });
  close = async () => {
    await app.close();
    await database.close();
  };
  return { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, token: '', scenarioId: '' };
}

/** The server as `npm start` composes it, but for the rate limits. */
async function startParley(database: Database<Schema>, setup: ServerSetup): Promise<ServerReady> {
  const logger = createLogger('warn');
  const knowledge = createRetriever({ store: knowledgeStore(database.named), log: logger });
  model = await chosenModel(setup);
  const parley = await compose({
    config: { rateLimits: false, trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' },
    database,
    secret: createHash('sha256').update(setup.dataDir).digest('hex'),
    model: remembering(model),
    knowledge,
    ...(setup.retrieval ? {} : { retriever: { retrieve: async () => [] } }),
    readArticle: createArticleReader(),
    readDocument: async (file) =>
      (await import('../../packages/server/src/documents/read-document.ts')).readDocument(file),
    detectLanguage,
    logger,
  });
  const commands = { ...parley.deps, credentials: createCredentials(parley.deps.tokens) };
  const made = await firstRun(commands, { workspaceName: 'Bench', agent: { name: 'Ada', greeting: 'Hello!' } });
  if (!made) throw new Error('the database was not empty');
  await importArticles(commands, { agentId: made.chatbot_id, articles: articles(setup.articles) });
  await parley.background.start();
  await parley.app.listen({ port: 0, host: '127.0.0.1' });
  await parley.background.startJobs();
  close = async () => {
    await parley.stop(5_000);
    await knowledge.idle();
    await database.close();
  };
  const url = `http://127.0.0.1:${(parley.app.server.address() as AddressInfo).port}`;
  return { url, token: made.write_token, scenarioId: made.scenario_id };
}

async function chosenModel({ kind, upstreamUrl }: ServerSetup): Promise<Model> {
  const languageModel = await createLanguageModel(
    kind === 'builtin'
      ? { spec: { vendor: 'builtin' } }
      : { spec: { vendor: 'compatible', model: 'fake' }, baseUrl: upstreamUrl },
  );
  return createModel({ languageModel, name: kind === 'builtin' ? 'builtin' : 'compatible/fake' });
}

function remembering(inner: Model): Model {
  return {
    respond(context, options) {
      lastContext = context;
      return inner.respond(context, options);
    },
  };
}

/** The model without the server around it, with the last turn's context: gives how many calls ended. */
async function callModel({ seconds, concurrency }: ModelAlone): Promise<{ calls: number; seconds: number }> {
  if (!model || !lastContext) throw new Error('no turn has been run yet');
  const [asked, context] = [model, lastContext];
  const from = performance.now();
  let calls = 0;
  const caller = async () => {
    while (performance.now() - from < seconds * 1_000) {
      for await (const _step of asked.respond(context, { stream: false, signal: new AbortController().signal }));
      calls += 1;
      // The built-in model never waits for anything.
      await new Promise(setImmediate);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return { calls, seconds: (performance.now() - from) / 1_000 };
}
