import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { AppError } from '@parley/protocol';
import type { Logger } from 'pino';
import { bannerLines } from './banner.ts';
import { serveControl } from './cli/control-socket.ts';
import type { Config } from './config.ts';
import { setUpFirst } from './first-start.ts';
import { drainable } from './http/draining.ts';
import { type OpenParley, openParley } from './open-parley.ts';
import { ownInbox } from './own-inbox.ts';
import { ownMailListener } from './own-mail-listener.ts';
import { keepWidget, ownWidget } from './own-widget.ts';
import { readFirstRun, writeFirstRun } from './runtime/data-folder.ts';
import { listAgents } from './store/agents/list-agents.ts';

/** How long running turns may take to end once the server is told to stop. */
const DRAIN_MS = 30_000;

/** A server that answers. */
export type RunningServer = {
  readonly url: string;
  /** Lets what runs end, then stops; a second call does nothing more. */
  stop(): Promise<void>;
};

/**
 * Starts the server of a configuration and gives the banner to `print` once it answers. Throws AppError, with the
 * sentence to show, for whatever stands in the way; nothing is then left running.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  print: (lines: readonly string[], facts: object) => void,
): Promise<RunningServer> {
  const [widgetAssets, inboxAssets] = await Promise.all([ownWidget(logger), ownInbox(logger)]);
  const parley = await openParley(config, logger, { widgetAssets, inboxAssets });
  const { drain } = drainable(parley.app);
  try {
    await setUpFirst(parley, `http://${config.host}:${config.port}`);
    await parley.background.start();
    await keepWidget(parley.deps);
    const url = await listen(parley, config);
    const mail = await ownMailListener(parley, config);
    const control = config.databaseUrl ? null : await openControl(parley);
    print(await describe(parley, url), { url });
    const jobs = startJobs(parley, logger);
    let stopping: Promise<void> | undefined;
    return {
      url,
      stop() {
        // A stream would hold the drain up until its end.
        parley.endStreams();
        stopping ??= Promise.all([drain(DRAIN_MS), parley.drainQueuedTurns(DRAIN_MS)])
          .then(() => jobs)
          .then(() => mail?.close())
          .then(() => control?.close())
          .then(() => parley.close(1_000));
        return stopping;
      },
    };
  } catch (error) {
    await parley.close(0);
    throw error;
  }
}

/** Jobs are taken once the server answers; without them it still answers, so a failure is told and no more. */
async function startJobs({ background }: OpenParley, logger: Logger): Promise<void> {
  try {
    await background.startJobs();
  } catch (error) {
    logger.error({ err: error }, 'jobs do not run: messages are answered, but not made searchable');
  }
}

async function listen({ app }: OpenParley, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new AppError('conflict', whyNot(error, host, port), undefined, error);
  }
  const { address, port: chosen } = app.server.address() as AddressInfo;
  const isEverywhere = address === '0.0.0.0' || address === '::';
  const name = isEverywhere ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${name}:${chosen}`;
}

function whyNot(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is taken: stop what uses it, or choose another with PORT.`;
  if (code === 'EACCES') return `This user may not use port ${port}: choose one above 1023 with PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${host} is no address of this machine.`;
  return `The server cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}

async function openControl(parley: OpenParley) {
  return serveControl(parley.config.dataDir, async ({ verb, args }, tell) => {
    const { performVerb } = await import('./cli/perform-verb.ts');
    return performVerb(parley, verb, args, tell);
  });
}

/** The banner; the address in `first-run.json` is made right on the way. */
async function describe({ config, deps }: OpenParley, url: string): Promise<string[]> {
  const facts = await readFirstRun(config.dataDir);
  if (facts && facts.url !== url) await writeFirstRun(config.dataDir, { ...facts, url });
  const scenarioId = facts?.scenario_id ?? (await listAgents(deps.database.db))[0]?.scenarioId ?? null;
  const isDefaultDataDir = config.dataDir === resolve('data');
  return bannerLines({ url, config, scenarioId, hasToken: facts !== null, isDefaultDataDir });
}
