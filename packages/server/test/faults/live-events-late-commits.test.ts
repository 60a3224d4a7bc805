import { AsyncResource } from 'node:async_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createEventHub, type EventHub } from '../../src/realtime/event-hub.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { JoinedEvent, LogCursor } from '../../src/store/events/join-events.ts';
import { endOfLog, readWorkspaceLog } from '../../src/store/events/read-tail.ts';
import type { Schema, Tx } from '../../src/store/schema.ts';
import { postgresOrReason, testDatabase } from '../support/database.ts';

const WORKSPACE = '0198c0de-0000-7000-8000-00000000000a';
const AGENT = '0198c0de-0000-7000-8000-00000000000b';
const PACE = { maxEvents: 7, pollMs: 20, gapMs: 1 };

const uuid = (): string => crypto.randomUUID();
const database = testDatabase<Schema>();

/** As another request would: a transaction that is open around it is none of its own. */
const elsewhere = new AsyncResource('another request');

/** The next event of a conversation, in the transaction that it is committed with. */
async function append(tx: Tx, conversationId: string, seq: number): Promise<void> {
  await tx
    .insertInto('events')
    .values({
      workspace_id: WORKSPACE,
      conversation_id: conversationId,
      agent_id: AGENT,
      seq,
      type: 'conversation.read',
      data: JSON.stringify({ by: { type: 'system' } }),
      created_at: new Date(),
    })
    .execute();
}

const hubs: EventHub[] = [];
afterAll(() => Promise.all(hubs.map((hub) => hub.stop())));

function hubOn({ named }: Database<Schema>): EventHub {
  const hub = createEventHub({ query: named, pace: PACE, onError: (error) => console.error(error) });
  hubs.push(hub);
  return hub;
}

/** Follows the workspace and keeps what it is told; `leave` says up to where it has read. */
function follow(hub: EventHub, from: LogCursor | null) {
  const told: JoinedEvent[] = [];
  const leaving = new AbortController();
  let position = from;
  const follower = {
    workspaceId: WORKSPACE,
    isClosed: () => leaving.signal.aborted,
    drained: () => Promise.resolve(),
    giveUp: () => leaving.abort(),
    take(events: readonly JoinedEvent[], upto: LogCursor) {
      if (leaving.signal.aborted) return;
      told.push(...events);
      position = upto;
    },
  };
  const joined = hub.followWorkspace(follower, from, leaving.signal);
  const leave = (): LogCursor | null => {
    leaving.abort();
    return position;
  };
  return { told, joined, leave };
}

const named = ({ conversationId, seq }: { conversationId: string; seq: number }) => `${conversationId} ${seq}`;

describe.runIf(postgresOrReason('events that commit late'))('a workspace stream', () => {
  it('does not pass over an event whose number was drawn early and whose transaction commits late', async () => {
    const [early, late] = [uuid(), uuid()];
    const { told, joined, leave } = follow(hubOn(database.current), null);
    await joined;
    await database.current.transaction(async (slow) => {
      await append(slow, early, 1);
      // Drawn later and committed first: a reader that goes by numbers is beyond the early one from here on.
      await otherTransaction((tx) => append(tx, late, 1));
      await rest(100);
      expect(told).toEqual([]);
    });
    await expect.poll(() => told.map(named), { timeout: 5_000 }).toEqual([`${early} 1`, `${late} 1`]);
    leave();
  });

  it('misses and doubles nothing while slow and quick transactions write and readers come and go', async () => {
    const hub = hubOn(database.current);
    const whole = follow(hub, null);
    await whole.joined;
    const start = await endOfLog(database.current.named);
    const written: string[] = [];
    let isOver = false;
    const restless = (async () => {
      const told: JoinedEvent[] = [];
      for (let position: LogCursor | null = start; ; ) {
        const stay = follow(hub, position);
        await rest(Math.random() * 12);
        position = stay.leave();
        told.push(...stay.told);
        if (isOver && told.length >= written.length) return told;
      }
    })();
    const write = async (): Promise<void> => {
      for (let turn = 0; turn < 25; turn += 1) {
        const conversationId = uuid();
        await database.current.transaction(async (tx) => {
          for (const seq of [1, 2, 3]) {
            await append(tx, conversationId, seq);
            if (Math.random() < 0.4) await rest(Math.random() * 30);
          }
        });
        for (const seq of [1, 2, 3]) written.push(named({ conversationId, seq }));
      }
    };
    await Promise.all(Array.from({ length: 6 }, write));
    isOver = true;
    await expect.poll(() => whole.told.length, { timeout: 10_000 }).toBe(written.length);
    const came = await restless;
    for (const told of [whole.told, came]) {
      expect(told.map(named).toSorted()).toEqual(written.toSorted());
      for (const own of Map.groupBy(told, ({ conversationId }) => conversationId).values()) {
        expect(own.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      }
    }
    expect(came.map(named)).toEqual(whole.told.map(named));
    whole.leave();
  });

  it('is late behind a foreign transaction that stays open, and never wrong; one conversation is not even late', async () => {
    const conversationId = uuid();
    const hub = hubOn(database.current);
    const all = follow(hub, null);
    await all.joined;
    const own: number[] = [];
    const leave = hub.followConversation({
      workspaceId: WORKSPACE,
      conversationId,
      after: 0,
      isReady: () => true,
      take: (events) => own.push(...events.map(({ seq }) => seq)),
    });
    await database.current.transaction(async (foreign) => {
      await append(foreign, uuid(), 1);
      await otherTransaction((tx) => append(tx, conversationId, 1));
      elsewhere.runInAsyncScope(() => hub.announce({ workspaceId: WORKSPACE, conversationId, seq: 1 }));
      await expect.poll(() => own, { timeout: 5_000 }).toEqual([1]);
      expect(hub.lagMs()).toBeGreaterThan(0);
      expect(all.told).toEqual([]);
    });
    await expect.poll(() => all.told.length, { timeout: 5_000 }).toBe(2);
    expect(hub.lagMs()).toBe(0);
    leave();
    all.leave();
  });

  it('a page that is read from anywhere in the log has all that comes after', async () => {
    const start = await endOfLog(database.current.named);
    for (let index = 0; index < 20; index += 1) await otherTransaction((tx) => append(tx, uuid(), 1));
    const read = async (from: LogCursor) =>
      (await readWorkspaceLog(database.current.named, WORKSPACE, from, 100)).events;
    const whole = await read(start);
    expect(whole).toHaveLength(20);
    for (const [index, { position }] of whole.entries()) expect(await read(position)).toEqual(whole.slice(index + 1));
  });
});

/** A transaction beside the one that the caller is in. */
const otherTransaction = (work: (tx: Tx) => Promise<void>): Promise<void> =>
  elsewhere.runInAsyncScope(() => database.current.transaction(work));
