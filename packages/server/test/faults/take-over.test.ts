import { AppError } from '@parley/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Parley } from '../../src/compose.ts';
import type { Model } from '../../src/domain/turn/turn-context.ts';
import { spokenOutOfTurn } from '../support/agent-silence.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { type Operator, operatorAt } from '../support/operator.ts';
import { testServers } from '../support/servers.ts';
import { storeConversation } from '../support/stored-conversation.ts';
import { readLogs, wholeLogs } from '../support/whole-log.ts';

const PLANS = Number(process.env.PARLEY_TAKE_OVERS ?? (testDatabaseUrl ? 2_000 : 150));
const SEED = Number(process.env.PARLEY_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = testDatabaseUrl ? 12 : 4;

/** Every place where a turn waits for something: there it may be for as long as it likes. */
const POINTS = ['history', 'retrieve', 'retrieved', 'first token', 'next token', 'drafted', 'commit'] as const;
type Point = (typeof POINTS)[number];

const ACTS = ['visitor', 'takesOver', 'says', 'open', 'requested', 'resolved', 'closed', 'handsBack', 'agent'] as const;
type Act = { readonly what: (typeof ACTS)[number]; readonly server: number; readonly isAwaited: boolean };

/** One conversation: where its turn is held, what happens meanwhile, and before which act it is let go. */
type Plan = {
  readonly point: Point;
  /** Which turn that comes by is held. */
  readonly turn: number;
  readonly isStream: boolean;
  readonly server: number;
  readonly acts: readonly Act[];
  readonly releasedBefore: number;
};

const plans = fc.record({
  point: fc.constantFrom(...POINTS),
  turn: fc.constantFrom(1, 1, 2),
  isStream: fc.boolean(),
  server: fc.nat(1),
  acts: fc.array(fc.record({ what: fc.constantFrom(...ACTS), server: fc.nat(1), isAwaited: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  }),
  releasedBefore: fc.nat(6),
});

type Gate = { readonly point: Point; left: number; readonly reached: PromiseWithResolvers<void>; open: Promise<void> };
const gates = new Map<string, Gate>();
const counts = new Map<string, number>();

/** Holds whoever comes by a point that the plan of its conversation names. */
async function pass(name: string | undefined, point: Point): Promise<void> {
  const gate = gates.get(name ?? '');
  if (gate?.point !== point) return;
  gate.left -= 1;
  if (gate.left !== 0) return;
  counts.set(point, (counts.get(point) ?? 0) + 1);
  gate.reached.resolve();
  await gate.open;
}

const nameIn = (text: string) => /plan \d+/.exec(text)?.[0];
const nameOf = ({ questions }: { questions: readonly { content: string }[] }) => nameIn(questions[0]?.content ?? '');
const model: Model = {
  async *respond(context, { stream }) {
    const name = nameOf(context);
    await pass(name, 'first token');
    if (stream) yield { type: 'delta', text: 'To ' };
    await pass(name, 'next token');
    if (stream) yield { type: 'delta', text: String(name) };
    const usage = { model: 'scripted', inputTokens: 1, outputTokens: 1, latencyMs: 0 };
    yield { type: 'draft', draft: { kind: 'smalltalk', text: `To ${name}`, evidence: [] }, usage };
    await pass(name, 'drafted');
  },
};
const names = new Map<unknown, string>();
const servers = testServers(
  {
    model,
    retriever: {
      async retrieve(request) {
        await pass(nameOf(request), 'retrieve');
        await pass(nameOf(request), 'retrieved');
        return [];
      },
    },
  },
  (database) => ({
    ...database,
    async named(name, text, values, tx) {
      if (name === 'message-history') await pass(names.get(values[1]), 'history');
      const isConclusion = name === 'conversation-update' && String(values[1]).includes('ai_assistant');
      if (isConclusion) await pass(nameIn(String(values[1])), 'commit');
      return database.named(name, text, values, tx);
    },
  }),
);

const server = (at: number): Parley => {
  const parley = servers.current.all[at % servers.current.all.length];
  if (!parley) throw new Error('there is a server');
  return parley;
};

const say = (at: number, conv_id: string, text: string, query = '') =>
  server(at).app.inject({
    method: 'POST',
    url: `/chat${query}`,
    headers: { authorization: `Bearer ${servers.current.first.write_token}` },
    payload: { scenario_id: servers.current.first.scenario_id, text, conv_id },
  });

const DOES: Record<Exclude<Act['what'], 'visitor'>, (person: Operator) => Promise<unknown>> = {
  takesOver: (person) => person.takesOver(),
  says: (person) => person.says('A person here.'),
  open: (person) => person.sets({ status: 'open' }),
  requested: (person) => person.sets({ status: 'agent_requested' }),
  resolved: (person) => person.sets({ status: 'resolved' }),
  closed: (person) => person.sets({ status: 'closed' }),
  handsBack: (person) => person.handsBack(),
  agent: (person) => person.reopens('agent'),
};

async function carryOut(plan: Plan, number: number): Promise<void> {
  const name = `plan ${number}`;
  const { id } = await storeConversation(servers.current, { text: `${name} first` });
  const opened = Promise.withResolvers<void>();
  const gate = { point: plan.point, left: plan.turn, reached: Promise.withResolvers<void>(), open: opened.promise };
  gates.set(name, gate);
  names.set(id, name);
  const people = [await operatorAt(server(0), id), await operatorAt(server(1), id)];
  const running: Promise<unknown>[] = [];
  const first = say(plan.server, id, `${name} asks`, plan.isStream ? '?stream=true' : '');
  running.push(first);
  await Promise.race([gate.reached.promise, first]);
  for (const [at, act] of plan.acts.entries()) {
    if (at === plan.releasedBefore) opened.resolve();
    const person = people[act.server];
    const done =
      act.what === 'visitor' || !person
        ? say(act.server, id, `${name} again`)
        : DOES[act.what](person).catch(refusalOnly);
    running.push(done);
    // A visitor's answer may wait for the turn that is held.
    if (act.isAwaited && act.what !== 'visitor') await done;
  }
  opened.resolve();
  await Promise.all(running);
}

/** What the lifecycle does not allow is refused, as it should be. */
function refusalOnly(error: unknown): void {
  if (!(error instanceof AppError) || !['bad_request', 'conflict'].includes(error.code)) throw error;
}

it(`I4: over ${PLANS} interleavings the agent never speaks once a person has the conversation (seed ${SEED})`, {
  timeout: 60_000 + PLANS * 100,
}, async () => {
  const all = fc.sample(plans, { numRuns: PLANS, seed: SEED });
  const left = [...all.entries()];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.pop(); next; next = left.pop()) await carryOut(next[1], next[0]);
  });
  await Promise.all(workers);
  const { database } = servers.current;
  const busy = () => database.executeSql("select id from conversations where turns <> '[]'");
  await expect.poll(async () => (await busy()).rows, { timeout: 30_000 }).toEqual([]);
  expect((await readLogs(database)).flatMap(spokenOutOfTurn)).toEqual([]);
  const logs = await wholeLogs(database);
  const replies = logs.flatMap(({ messages }) => messages.filter(({ author }) => author === 'ai_assistant')).length;
  const dropped = logs.flatMap(({ events }) => events.filter(({ data }) => data.reason === 'superseded')).length;
  const held = POINTS.map((point) => `${point} ${counts.get(point) ?? 0}`).join(', ');
  console.log(`${PLANS} take-overs (seed ${SEED}): ${replies} replies, ${dropped} turns cut off; held at ${held}`);
  expect(Math.min(replies, dropped, ...POINTS.map((point) => counts.get(point) ?? 0))).toBeGreaterThan(0);
});
