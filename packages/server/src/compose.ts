import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { createBuiltinAnalyst } from './agent/analysis/builtin-analyst.ts';
import { createChannels } from './channels/all-channels.ts';
import type { Deps } from './commands/deps.ts';
import { createBudgetWatch } from './commands/watch-budgets.ts';
import type { Config } from './config.ts';
import { htmlToMarkdown } from './documents/html-to-markdown.ts';
import type { Analyst } from './domain/analysis/talk.ts';
import type { Conversation } from './domain/conversation/conversation.ts';
import type { Knowledge } from './domain/knowledge/ports.ts';
import type { Retriever } from './domain/knowledge/retriever.ts';
import type { Model } from './domain/turn/turn-context.ts';
import { createApp } from './http/app.ts';
import { createSessions } from './http/auth/sessions.ts';
import type { HttpDeps } from './http/deps.ts';
import { createRateLimits, unlimited, VISITOR_TURNS, WORKSPACE_CALLS } from './http/rate-limits.ts';
import { sniffReplyType } from './http/routes/visitor-content/sniff-type.ts';
import { createAgentTokens } from './identity/agent-tokens.ts';
import { createIdentity } from './identity/identity.ts';
import { claimSigningKey } from './identity/signing-key.ts';
import { type BackgroundWork, createBackgroundWork } from './jobs/background-work.ts';
import { outsideFetch } from './lib/outside-fetch.ts';
import { createLiveEvents, type LiveEvents, type LiveOptions, paceOf } from './realtime/live-events.ts';
import { systemClock } from './runtime/clock.ts';
import { createFileFolder } from './runtime/files.ts';
import { createGuardedClient } from './runtime/guarded-client.ts';
import { createGuardedSockets } from './runtime/guarded-socket.ts';
import { systemIds } from './runtime/ids.ts';
import { type InboxAssets, NO_INBOX_ASSETS } from './runtime/inbox-assets.ts';
import { createJsonPaths } from './runtime/json-paths.ts';
import { createJsonSchemas } from './runtime/json-schemas.ts';
import { createLinkTokens } from './runtime/link-tokens.ts';
import { createMailboxes } from './runtime/mail/mailboxes.ts';
import { createReach } from './runtime/mail/reach.ts';
import { createOpenSmtp } from './runtime/mail/smtp-client.ts';
import { createMailTransport, defaultSender } from './runtime/mail-transport.ts';
import { createMetrics } from './runtime/metrics.ts';
import { systemResolve } from './runtime/outside/guarded-lookup.ts';
import { createPresence } from './runtime/presence.ts';
import { createPublicHolidays } from './runtime/public-holidays.ts';
import { createQueuedTurns } from './runtime/queued-turns.ts';
import { createRemoteTools } from './runtime/remote-tools/remote-tools.ts';
import { createSecretBox } from './runtime/secret-box.ts';
import { createSignalBus } from './runtime/signal-bus.ts';
import { addStreamMetrics } from './runtime/stream-metrics.ts';
import { createTurnSignals, type TurnSignalsOptions } from './runtime/turn-signals.ts';
import { NO_WIDGET_ASSETS, type WidgetAssets } from './runtime/widget-assets.ts';
import type { Table } from './runtime/xlsx-file.ts';
import { createConversationOrds } from './store/agents/conversation-ords.ts';
import { findTurns } from './store/conversations/find-turns.ts';
import type { Database } from './store/db/database.ts';
import { createStoredFiles } from './store/files/file-chunks.ts';
import type { Schema } from './store/schema.ts';

/** What is made outside: by `main` for real, by tests and benchmarks as they need it. */
export type Parts = {
  readonly config: Pick<Config, 'rateLimits' | 'trustProxy' | 'metricsToken' | 'publicUrl' | 'role'> &
    Partial<Pick<Config, 'smtpUrl' | 'mailFrom' | 'workspaceCalls' | 'visitorTurns' | 'demo'>> &
    Partial<Pick<Config, 'allowPrivateUrls' | 'countryHeader'>>;
  readonly database: Database<Schema>;
  readonly secret: string;
  readonly model: Model;
  /** Answers where an agent's daily budget is used up; `model` unless given. */
  readonly economyModel?: Model;
  /** Understands conversations; without one the built-in analyst does. */
  readonly analyst?: Analyst;
  /** What writes summaries of hand-offs; the conversation's own words unless given. */
  readonly summarise?: Deps['summarise'];
  readonly knowledge: Knowledge;
  /** Instead of `knowledge`, for turns. */
  readonly retriever?: Retriever;
  readonly readArticle: Deps['readArticle'];
  readonly readDocument: Deps['readDocument'];
  readonly detectLanguage: Deps['detectLanguage'];
  readonly logger: Logger;
  readonly clock?: Deps['clock'];
  readonly outside?: Deps['outside'];
  readonly remoteTools?: Deps['remoteTools'];
  readonly channels?: Deps['channels'];
  readonly redis?: Redis;
  /** Where contents of files are kept; the database keeps them without one. */
  readonly filesFolder?: string;
  /** What sites load; without it the server has no widget. */
  readonly widgetAssets?: WidgetAssets;
  /** The inbox; without it `/inbox` does not answer. */
  readonly inboxAssets?: InboxAssets;
  /** Where streams are to be kept otherwise than as usual. */
  readonly livePace?: Partial<LiveOptions['pace']>;
  /** Instead of better-auth's, for tests. */
  readonly sessions?: HttpDeps['sessions'];
};

/** A composed server: nothing listens and nothing runs in the background until it is told to. */
export type Parley = {
  readonly app: FastifyInstance;
  readonly deps: HttpDeps;
  readonly background: BackgroundWork;
  /** Begins no more turns without a request, and lets those that run end, for at most `timeoutMs`. */
  drainQueuedTurns(timeoutMs: number): Promise<void>;
  /** Ends all open streams: their readers come again, to another node. */
  endStreams(): void;
  /** Lets running turns end, for at most `timeoutMs`, then stops. The database stays open: who opened it closes it. */
  stop(timeoutMs: number): Promise<void>;
};

/** Wires the object graph by hand; every server, test and benchmark begins here. */
export async function compose(parts: Parts): Promise<Parley> {
  const { database, config, secret, redis } = parts;
  const draining = new AbortController();
  const secrets = createSecretBox(parts.secret, 'stored secrets');
  const tokens = await createAgentTokens(await claimSigningKey(database, secrets));
  const metrics = createMetrics(async () => background.queueDepth());
  const schemas = createJsonSchemas();
  const doors = doorsOf(parts);
  const nodeId = systemIds.uuid();
  const bus = createSignalBus(nodeId, parts.redis);
  const queuedTurns = createQueuedTurns();
  const live = liveOf(parts, bus);
  addStreamMetrics(metrics.registry, { openStreams: live.streams.count, lagMs: live.hub.lagMs });
  const committed = ({ workspaceId, id, seq }: Conversation): void => {
    background.wake();
    live.committed({ workspaceId, conversationId: id, seq });
  };
  const clock = parts.clock ?? systemClock;
  const baseUrl = (): string => config.publicUrl ?? listeningUrl(app);
  const { publicUrl } = config;
  const identity = createIdentity({ database, clock, ids: systemIds, baseUrl, bus, secret, publicUrl, redis });
  const deps: HttpDeps = {
    ...given(parts),
    clock,
    ids: systemIds,
    nodeId,
    ords: createConversationOrds(database.named),
    liveTurns: new Set(),
    queuedTurns,
    budgets: createBudgetWatch({ database, clock, ids: systemIds, baseUrl, bus }),
    signals: createTurnSignals({ nodeId, bus, onMoved: committed, look: lookFor(parts) }),
    bus,
    presence: createPresence(bus, parts.redis),
    links: createLinkTokens(createSecretBox(secret, 'links'), clock.now),
    mailer: mailerOf(config, baseUrl),
    baseUrl,
    schemas,
    ...doors,
    observer: metrics,
    tokens,
    secrets,
    metrics,
    sessions: parts.sessions ?? createSessions(identity),
    identity,
    live,
    draining: draining.signal,
  };
  const background = createBackgroundWork(deps, { takesJobs: config.role !== 'web' });
  const app = createApp(deps, { answers: config.role !== 'worker' });
  return {
    app,
    deps,
    background,
    drainQueuedTurns: queuedTurns.drain,
    endStreams: live.streams.endAll,
    async stop(timeoutMs) {
      draining.abort();
      await live.stop();
      await Promise.all([within(timeoutMs, app.close()), queuedTurns.drain(timeoutMs)]);
      await background.stop();
      await schemas.close();
      await Promise.all([doors.outside.close(), doors.remoteTools.close()]);
      await bus.close();
    },
  };
}

/** The ways to addresses that users give. */
function doorsOf({ outside: given, remoteTools, channels, config: { allowPrivateUrls = [], smtpUrl } }: Parts) {
  const outside = given ?? createGuardedClient({ allowPrivateUrls });
  const fetch = outsideFetch(outside, CHANNEL_CALL);
  const reach = createReach({ allowPrivateUrls, resolve: systemResolve });
  return {
    outside,
    remoteTools: remoteTools ?? createRemoteTools({ allowPrivateUrls }),
    channels:
      channels ??
      createChannels({
        fetch,
        openSocket: createGuardedSockets({ allowPrivateUrls }),
        openSmtp: createOpenSmtp({ ownUrl: smtpUrl, reach }),
        mailboxes: createMailboxes({ reach }),
        htmlToMarkdown,
      }),
  };
}

/** For each call to a platform; files of visitors are the largest answers. */
const CHANNEL_CALL = { timeoutMs: 15_000, maxBytes: 25 * 1024 * 1024 };

/** What is used as it was given. */
const given = (parts: Parts) => ({
  database: parts.database,
  model: parts.model,
  economyModel: parts.economyModel ?? parts.model,
  analyst: parts.analyst ?? createBuiltinAnalyst(),
  economyAnalyst: createBuiltinAnalyst(),
  retriever: parts.retriever ?? parts.knowledge,
  knowledge: parts.knowledge,
  readArticle: parts.readArticle,
  readDocument: parts.readDocument,
  files: filesOf(parts),
  sniffType: sniffReplyType,
  jsonPaths: createJsonPaths(),
  async *spreadsheet(table: Table) {
    // Loaded by those only that make one.
    const { xlsxFile } = await import('./runtime/xlsx-file.ts');
    yield* xlsxFile(table);
  },
  detectLanguage: parts.detectLanguage,
  holidays: createPublicHolidays(),
  summarise: parts.summarise ?? null,
  log: parts.logger,
  logger: parts.logger,
  limits: parts.config.rateLimits ? createRateLimits(parts.redis) : unlimited,
  workspaceCalls: parts.config.workspaceCalls ?? WORKSPACE_CALLS,
  visitorTurns: parts.config.visitorTurns ?? VISITOR_TURNS,
  metricsToken: parts.config.metricsToken,
  publicUrl: parts.config.publicUrl,
  trustProxy: parts.config.trustProxy,
  countryHeader: parts.config.countryHeader,
  showsDemo: parts.config.demo ?? true,
  widgetAssets: parts.widgetAssets ?? NO_WIDGET_ASSETS,
  inboxAssets: parts.inboxAssets ?? NO_INBOX_ASSETS,
});

/** A folder's, and behind them those that a backup brought into the database. */
function filesOf({ database, filesFolder }: Parts): Deps['files'] {
  const stored = createStoredFiles(database);
  if (!filesFolder) return stored;
  const folder = createFileFolder(filesFolder);
  return {
    write: folder.write,
    begin: folder.begin,
    read: async (id) => (await folder.read(id)) ?? (await stored.read(id)),
    stream: async (id) => (await folder.stream(id)) ?? (await stored.stream(id)),
    async remove(ids) {
      await folder.remove(ids);
      await stored.remove(ids);
    },
    async *listed() {
      yield* folder.listed();
      yield* stored.listed();
    },
  };
}

const liveOf = ({ database, redis, logger, livePace }: Parts, bus: LiveOptions['bus']): LiveEvents =>
  createLiveEvents({
    query: database.named,
    bus,
    log: logger,
    pace: { ...paceOf(database.kind, redis !== undefined), ...livePace },
  });

function mailerOf({ smtpUrl, mailFrom }: Parts['config'], baseUrl: () => string): Deps['mailer'] {
  if (!smtpUrl) return null;
  return createMailTransport({ url: smtpUrl, from: () => mailFrom ?? defaultSender(baseUrl()) });
}

const LOOK_MS = 250;
/** Signals arrive by Redis then, but may be lost. */
const LOOK_BESIDE_REDIS_MS = 1_000;

/** How a node looks for what others have changed; the embedded database has no others. */
function lookFor({ database, redis }: Parts): TurnSignalsOptions['look'] {
  if (database.kind === 'pglite') return null;
  const everyMs = redis ? LOOK_BESIDE_REDIS_MS : LOOK_MS;
  return { everyMs, read: (keys) => findTurns(database.named, keys) };
}

/** Where the server listens; what it would be told to by default as long as it does not. */
function listeningUrl(app: FastifyInstance): string {
  const address = app.server.address() as AddressInfo | null;
  if (!address) return 'http://127.0.0.1:3000';
  const isEverywhere = address.address === '0.0.0.0' || address.address === '::';
  const host = isEverywhere ? 'localhost' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, tooLate]);
  clearTimeout(timer);
}
