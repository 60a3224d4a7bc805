import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createAgentClient } from '@parley/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { spokenOutOfTurn } from '../support/agent-silence.ts';
import { createOnServer, databaseUrlOf, postgresOrReason, testDatabaseUrl } from '../support/database.ts';
import { startFakeOpenAi } from '../support/fake-openai.ts';
import { killServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type SlowModel, startSlowModel } from '../support/slow-model.ts';
import { readLogs, type WholeConversation, wholeLogs } from '../support/whole-log.ts';

const WRITERS = 10;
const RECOVERED_MS = 10_000;

describe.skipIf(!postgresOrReason('requests spread over two servers, one of which is killed'))('two servers', () => {
  let model: SlowModel;
  let folder: string;
  let opened: { database: Database<Schema>; remove: () => Promise<void> };
  beforeAll(async () => {
    model = await startSlowModel();
    folder = await mkdtemp(join(tmpdir(), 'parley-two-'));
    opened = await createOnServer<Schema>(testDatabaseUrl ?? '');
  });
  afterAll(async () => {
    killServerProcesses();
    await model.fake.close();
    await opened.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (PARLEY_MODEL_BASE_URL = model.fake.url) => {
    const { TEST_REDIS_URL } = process.env;
    return startServerProcess(folder, {
      ...model.environment,
      PARLEY_MODEL_BASE_URL,
      DATABASE_URL: await databaseUrlOf(opened.database, testDatabaseUrl ?? ''),
      PARLEY_SECRET: 'a secret of all nodes',
      ...(TEST_REDIS_URL ? { REDIS_URL: TEST_REDIS_URL } : {}),
    });
  };
  const turns = async () =>
    (await readLogs(opened.database)).flatMap(({ state }) => state.turns.map(({ origin }) => origin));

  it('work as one, and one goes on alone when the other is killed', { timeout: 180_000 }, async () => {
    const nodes = [await start(), await start()];
    const office = createOffice(nodes);
    const isHolding = model.slow();
    const writers = Array.from({ length: WRITERS }, () => office.work());
    await Promise.all([isHolding, office.confirmed(40)]);
    await delay(randomInt(0, 500));
    await nodes[1]?.kill();
    const killedMs = performance.now();
    office.lost(1);
    model.release();
    await office.confirmed(20);
    office.close();
    await Promise.all(writers);
    await expect.poll(turns, { timeout: RECOVERED_MS - (performance.now() - killedMs) }).toEqual([]);
    const logs = await wholeLogs(opened.database);
    expect(logs.flatMap(spokenOutOfTurn)).toEqual([]);
    office.check(logs);
  });

  it('I11: what people handed back is answered by the other when its server is killed', {
    timeout: 120_000,
  }, async () => {
    killServerProcesses();
    let held = Promise.resolve();
    const fake = await startFakeOpenAi(async () => {
      await held;
      return { type: 'reply', text: 'Noted.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>' };
    });
    const [survivor, victim] = [await start(fake.url), await start(fake.url)];
    const { scenario_id } = survivor.first;
    const [here, there] = [clientsOf(survivor), clientsOf(victim)];
    const { conv_id } = await here.visitor.chat({ scenario_id, text: 'zebra begins' });
    const params = { id: conv_id };
    await here.team.call('update-conversation', { params, body: { status: 'open' } });
    await here.visitor.chat({ scenario_id, text: 'zebra waits', conv_id });
    const { promise, resolve: release } = Promise.withResolvers<void>();
    held = promise;
    const asked = fake.requests.length;
    await there.team.call('hand-back-conversation', { params });
    await fake.requested(asked + 1);
    await victim.kill();
    const killedMs = performance.now();
    release();
    const answers = async () => {
      const { items } = await here.visitor.conversations.events(conv_id);
      return items.flatMap((item) => (item.type === 'message' ? item.data.author : [])).join();
    };
    await expect
      .poll(answers, { timeout: RECOVERED_MS })
      .toBe('ai_assistant,visitor,ai_assistant,visitor,ai_assistant');
    console.log(`answered ${Math.round(performance.now() - killedMs)} ms after the kill`);
    expect((await wholeLogs(opened.database)).flatMap(spokenOutOfTurn)).toEqual([]);
    await fake.close();
  });
});

const clientsOf = ({ url, first }: ServerProcess) => ({
  visitor: createAgentClient({ baseUrl: url, token: first.write_token }),
  team: createAgentClient({ baseUrl: url, token: first.workspace_key }),
});

/** What was acknowledged: a message of either side, or a note. */
type Told = { readonly conversationId: string; readonly author: 'visitor' | 'human_operator'; readonly text: string };

/** Visitors and people at work on conversations of their own, each request at a random one of the servers. */
function createOffice(nodes: readonly ServerProcess[]) {
  const clients = nodes.map(clientsOf);
  const living = new Set(clients);
  const told: Told[] = [];
  const listeners = new EventTarget();
  let isOpen = true;
  let texts = 0;
  const anyone = () => [...living][randomInt(living.size)] ?? clientsOf(nodes[0] as ServerProcess);
  const scenario_id = nodes[0]?.first.scenario_id ?? '';
  const acknowledge = (message: Told) => {
    told.push(message);
    listeners.dispatchEvent(new Event('told'));
  };

  async function episode(): Promise<void> {
    const text = () => {
      texts += 1;
      return `zebra number ${texts}`;
    };
    const say = async (what: string, conv_id?: string) => {
      const answer = await anyone().visitor.chat({ scenario_id, text: what, conv_id });
      acknowledge({ conversationId: answer.conv_id, author: 'visitor', text: what });
      return answer.conv_id;
    };
    const id = await say(text());
    const params = { id };
    await anyone().team.call('update-conversation', { params, body: { status: 'open' } });
    await say(text(), id);
    const reply = text();
    await anyone().team.call('send-conversation-message', { params, body: { text: reply } });
    acknowledge({ conversationId: id, author: 'human_operator', text: reply });
    await anyone().team.call('add-note', { params, body: { content: reply } });
    await say(text(), id);
    await anyone().team.call('hand-back-conversation', { params });
    await say(text(), id);
  }

  return {
    /** Goes on until the office closes; a server that is gone ends an episode, not the work. */
    async work(): Promise<void> {
      while (isOpen) await episode().catch(() => delay(50));
    },
    async confirmed(count: number): Promise<void> {
      const wanted = told.length + count;
      while (told.length < wanted) {
        await new Promise((resolve) => listeners.addEventListener('told', resolve, { once: true }));
      }
    },
    lost(at: number): void {
      for (const client of clients.slice(at, at + 1)) living.delete(client);
    },
    close(): void {
      isOpen = false;
    },
    /** Everything that was acknowledged is there once, in the order in which it was. */
    check(logs: readonly WholeConversation[]): void {
      for (const [id, messages] of Map.groupBy(told, ({ conversationId }) => conversationId)) {
        const log = logs.find(({ state }) => state.id === id);
        const wanted = new Set(messages.map(({ text }) => text));
        const there = log?.messages.filter(({ author, content }) => author !== 'ai_assistant' && wanted.has(content));
        expect(there?.map(({ author, content }) => `${author}: ${content}`)).toEqual(
          messages.map(({ author, text }) => `${author}: ${text}`),
        );
      }
      console.log(`${told.length} acknowledged messages in ${logs.length} conversations are there once`);
    },
  };
}
