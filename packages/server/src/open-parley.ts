import { AppError } from '@parley/protocol';
import type { Logger } from 'pino';
import { createBuiltinAnalyst } from './agent/analysis/builtin-analyst.ts';
import { detectLanguage } from './agent/detect-language.ts';
import { createLanguageModel, modelName, parseModelSpec } from './agent/models/language-models.ts';
import { createModelAnalyst } from './agent/models/model-analyst.ts';
import { createModel } from './agent/models/respond.ts';
import { createSummariser } from './agent/models/summarise.ts';
import { createArticleReader } from './agent/retrieval/article-reader.ts';
import { createRetriever } from './agent/retrieval/retriever.ts';
import type { CreateDeps } from './commands/create-workspace.ts';
import type { Deps } from './commands/deps.ts';
import { compose, type Parley, type Parts } from './compose.ts';
import type { Config } from './config.ts';
import { createCredentials } from './identity/credentials.ts';
import { filesFolder, readOrCreateSecret } from './runtime/data-folder.ts';
import { reasonOf } from './runtime/reason-of.ts';
import type { Database } from './store/db/database.ts';
import { openDatabase } from './store/db/open.ts';
import { knowledgeStore } from './store/knowledge/load-knowledge.ts';
import type { Schema } from './store/schema.ts';

/** An installation that this process has opened: the composed server and what the command line needs beside it. */
export type OpenParley = Parley & {
  readonly config: Config;
  readonly commands: Deps & CreateDeps;
  /** Lets what runs end, for at most `timeoutMs`, then gives the database back. */
  close(timeoutMs: number): Promise<void>;
};

/** Opens what the configuration names: its database, its secret and its model. Nothing listens and nothing runs yet. */
export async function openParley(
  config: Config,
  logger: Logger,
  made: Pick<Parts, 'widgetAssets' | 'inboxAssets'> = {},
): Promise<OpenParley> {
  const chosen = await chosenModel(config);
  const secret = config.secret ?? (await ownSecret(config.dataDir));
  const database = await openConfigured(config, logger);
  const redis = config.redisUrl ? await connectRedis(config.redisUrl, logger) : null;
  const disconnect = async () => {
    redis?.disconnect();
    await database.close();
  };
  try {
    const knowledge = createRetriever({ store: knowledgeStore(database.named), log: logger });
    const parley = await compose({
      config,
      database,
      secret,
      ...chosen,
      economyModel: await builtinModel(),
      knowledge,
      readArticle: createArticleReader(),
      readDocument: async (file) => (await import('./documents/read-document.ts')).readDocument(file),
      detectLanguage,
      logger,
      ...made,
      ...(redis ? { redis } : {}),
      ...(config.databaseUrl ? {} : { filesFolder: filesFolder(config.dataDir) }),
    });
    return {
      ...parley,
      config,
      commands: { ...parley.deps, credentials: createCredentials(parley.deps.tokens) },
      async close(timeoutMs) {
        await parley.stop(timeoutMs);
        await knowledge.idle();
        await disconnect();
      },
    };
  } catch (error) {
    await disconnect();
    throw error;
  }
}

async function ownSecret(dataDir: string): Promise<string> {
  try {
    return await readOrCreateSecret(dataDir);
  } catch (error) {
    const way = 'change its owner, or choose another with PARLEY_DATA_DIR';
    throw new AppError(
      'unavailable',
      `The data folder ${dataDir} cannot be used (${reasonOf(error)}): ${way}.`,
      undefined,
      error,
    );
  }
}

/** Redis may be away at any time, also now: who uses it goes on without. */
async function connectRedis(url: string, logger: Logger) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis does not answer'));
  return redis;
}

const builtinModel = async () =>
  createModel({ languageModel: await createLanguageModel({ spec: { vendor: 'builtin' } }), name: 'builtin' });

async function chosenModel({ model: { spec: text, apiKey, baseUrl } }: Config) {
  const spec = parseModelSpec(text);
  const languageModel = await createLanguageModel({ spec, apiKey, baseUrl });
  const setup = { languageModel, name: modelName(spec) };
  const model = createModel(setup);
  // What costs nothing cannot tell a conversation in other words.
  if (spec.vendor === 'builtin') return { model, analyst: createBuiltinAnalyst(), summarise: null };
  return { model, analyst: createModelAnalyst(setup), summarise: createSummariser(setup) };
}

/**
 * The database of the configuration: PostgreSQL where an address is given, else the data folder's own. Throws AppError,
 * with the sentence to show, when it cannot be opened.
 */
export async function openConfigured(
  { databaseUrl, dataDir }: Config,
  logger: Logger,
  options: { readonly migrate?: boolean } = {},
): Promise<Database<Schema>> {
  const onError = (error: Error) => logger.warn({ err: error }, 'lost an idle database connection');
  try {
    return await openDatabase<Schema>(
      databaseUrl ? { url: databaseUrl, onError, ...options } : { dataDir, ...options },
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    const message = databaseUrl
      ? `PostgreSQL cannot be used (${reasonOf(error)}): start it, or correct DATABASE_URL.`
      : `The embedded database in ${dataDir} does not open (${reasonOf(error)}).`;
    throw new AppError('unavailable', message, undefined, error);
  }
}
