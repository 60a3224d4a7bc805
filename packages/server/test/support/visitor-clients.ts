import type { AddressInfo } from 'node:net';
import {
  createVisitorClient,
  memoryStorage,
  memoryTabs,
  type VisitorClient,
  type VisitorClientOptions,
  type VisitorState,
  type VisitorView,
} from '@parley/sdk';
import { afterEach, expect } from 'vitest';
import type { Parley } from '../../src/compose.ts';
import type { TestApp } from './app.ts';

/** Waits of the client, short enough for tests. */
export const QUICK = { firstWaitMs: 5, longestWaitMs: 50, timeoutMs: 5_000, silenceMs: 20_000 };

/** A browser: its clients are tabs, which share what browsers share; `off` closes them all, as a crash would. */
export function testBrowser(given: Partial<VisitorClientOptions> = {}) {
  const storage = memoryStorage();
  const tabs = memoryTabs();
  const open = new Set<VisitorClient>();
  return {
    storage,
    /** Another tab, started. */
    tab(options: Pick<VisitorClientOptions, 'baseUrl' | 'scenarioId'> & Partial<VisitorClientOptions>): VisitorClient {
      const client = createVisitorClient({ storage, tabs, pace: QUICK, ...given, ...options });
      open.add(client);
      opened.add(client);
      void client.start();
      return client;
    },
    kept: (): string[] => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''),
  };
}

const opened = new Set<VisitorClient>();

/** Ends the clients of each test of a file. */
export function stopClients(): void {
  afterEach(() => {
    for (const client of opened) client.stop();
    opened.clear();
  });
}

/** Where a composed server answers on loopback. */
export async function originOf({ app }: Pick<Parley, 'app'>): Promise<string> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** Where the clients of a test find its server and its agent. */
export const placeOf = async ({ parley, first }: Pick<TestApp, 'parley' | 'first'>) => ({
  baseUrl: await originOf(parley),
  scenarioId: first.scenario_id,
});

/** The state of a client as soon as it satisfies a condition. */
export function stateWhen(
  client: VisitorClient,
  isSo: (state: VisitorState) => boolean,
  timeoutMs = 10_000,
): Promise<VisitorState> {
  return new Promise((resolve, reject) => {
    const look = (state: VisitorState): void => {
      if (!isSo(state)) return;
      clearTimeout(timer);
      stop();
      resolve(state);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`It did not come to that: ${JSON.stringify(client.state, null, 1)}`));
    }, timeoutMs);
    const stop = client.subscribe(look);
    look(client.state);
  });
}

/** What was said, as `author: text`, in its order. */
export const saidIn = (view: VisitorView | null): string[] =>
  (view?.entries ?? []).flatMap((entry) =>
    entry.kind === 'message' ? [`${entry.message.author}: ${entry.message.content}`] : [],
  );

/** Whether each message of the visitor was answered, or a later one was. */
export const isAnswered = (state: VisitorState): boolean =>
  state.outbox.length === 0 && state.conversation !== null && state.reply === 'none' && lastAuthor(state) !== 'visitor';

function lastAuthor({ conversation }: VisitorState): string | undefined {
  const messages = (conversation?.entries ?? []).flatMap((entry) => (entry.kind === 'message' ? entry.message : []));
  return messages.at(-1)?.author;
}

/** Holds a view against the log of its conversation: every message once, in order, with nothing between. */
export async function expectWholeLog({ deps }: Pick<Parley, 'deps'>, view: VisitorView | null): Promise<void> {
  const rows = await deps.database.db
    .selectFrom('messages')
    .select(['ord', 'author', 'content'])
    .where('conversation_id', '=', view?.id ?? '')
    .orderBy('ord')
    .execute();
  const shown = (view?.entries ?? []).flatMap((entry) => (entry.kind === 'message' ? entry.message : []));
  expect(shown.map(({ ord }) => ord)).toEqual(rows.map(({ ord }) => ord));
  expect(shown.map(({ author }) => author)).toEqual(rows.map(({ author }) => author));
  const said = rows.filter(({ author }) => author === 'visitor').map(({ content }) => content);
  expect(shown.filter(({ author }) => author === 'visitor').map(({ content }) => content)).toEqual(said);
}
