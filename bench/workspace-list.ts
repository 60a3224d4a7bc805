import { parseArgs } from 'node:util';
import { AppError } from '@parley/protocol';
import { replyAsPerson } from '../packages/server/src/commands/reply-as-person.ts';
import { systemClock } from '../packages/server/src/runtime/clock.ts';
import { systemIds } from '../packages/server/src/runtime/ids.ts';
import {
  listShownById,
  listWorkspaceConversations,
  workspaceListQuery,
} from '../packages/server/src/store/conversations/list-workspace-conversations.ts';
import type { WorkspaceFilter } from '../packages/server/src/store/conversations/workspace-filter.ts';
import type { WorkspaceList } from '../packages/server/src/store/conversations/workspace-page.ts';
import type { Database } from '../packages/server/src/store/db/database.ts';
import { openDatabase } from '../packages/server/src/store/db/open.ts';
import { migrations } from '../packages/server/src/store/migrations/index.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import { searchWorkspace, type WorkspaceSearch } from '../packages/server/src/store/search/search-workspace.ts';
import type { BenchRow } from './retrieval.ts';
import { SEEDED_TEAM, SEEDED_WORDS, type SeededAgent, seedConversations } from './seed-conversations.ts';
import { explainIndexes, timeCalls } from './time-calls.ts';
import { postgresPlace } from './turns/databases.ts';

const LIMIT = 26;
const MINUTE_MS = 60_000;
const BEGIN = Date.UTC(2025, 0, 1);
const NOBODY = '00000000-0000-7000-9000-00000000ffff';

type Case = readonly [string, WorkspaceFilter, Partial<WorkspaceList>?];

/** Each filter by itself, one that hardly anything satisfies, one that nothing does, and combinations. */
function cases({ id }: SeededAgent, conversations: number): Case[] {
  const { user, rareUser, tag, oldTag, rareTag } = SEEDED_TEAM;
  const at = (share: number) => new Date(BEGIN + share * conversations * MINUTE_MS);
  return [
    ['no filter', {}],
    ['no filter, the middle page', {}, { after: { at: at(0.5), id: NOBODY, priority: 'medium' } }],
    ['chatbot_id', { agentId: id }],
    ['chatbot_id, of none', { agentId: NOBODY }],
    ['status', { statuses: ['agent_requested'] }],
    ['status, three', { statuses: ['open', 'agent_requested', 'archived'] }],
    ['priority', { priorities: ['high'] }],
    ['assigned_to', { assignedTo: [user] }],
    ['assigned_to, five old ones', { assignedTo: [rareUser] }],
    ['assigned_to, of nobody', { assignedTo: [NOBODY] }],
    ['assigned_to, include_unassigned', { assignedTo: [user], includeUnassigned: true }],
    ['tag', { tagIds: [tag] }],
    ['tag, on the oldest only', { tagIds: [oldTag] }],
    ['tag, five old ones', { tagIds: [rareTag] }],
    ['created_after', { createdFrom: at(0.9) }],
    ['created_before', { createdTo: at(0.1) }],
    ['last_message_after', { lastMessageFrom: at(0.9) }],
    ['last_message_before', { lastMessageTo: at(0.1) }],
    ['status + assigned_to', { statuses: ['open', 'resolved'], assignedTo: [user] }],
    ['tag + priority + created_before', { tagIds: [tag], priorities: ['high'], createdTo: at(0.5) }],
    ['chatbot_id + status + assigned_to, none such', { agentId: id, statuses: ['archived'], assignedTo: [NOBODY] }],
    ['sort=-created_at', {}, { by: 'created_at' }],
    ['sort=-priority', {}, { by: 'priority' }],
  ];
}

const SEARCHES = ['common', 'medium', 'old', 'rare', 'hanWord', 'absent'] as const;

/**
 * Time of a page of a workspace's list by filter, with the indexes that its plan used, of its search, and of a person's
 * reply, on PostgreSQL. Options: `--conversations 1000000`, `--quick` for 10,000, `--plans` prints the plans in full,
 * `--database-url <url>` takes a database that was filled before with `--keep`.
 */
export async function benchWorkspaceList(args: string[]): Promise<BenchRow[]> {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  const options = { quick: flag, plans: flag, keep: flag, conversations: text, 'database-url': text };
  const { values } = parseArgs({ args, options, strict: false });
  const conversations = Number(values.conversations ?? (values.quick ? 10_000 : 100_000));
  const filled = values['database-url'];
  const place = filled ? { databaseUrl: String(filled), remove: async () => {} } : await postgresPlace();
  if (!place?.databaseUrl) {
    console.log('No PostgreSQL answers: set BENCH_DATABASE_URL to measure the lists of a workspace.');
    return [];
  }
  const database = await openDatabase<Schema>({ url: place.databaseUrl, statementTimeoutMs: 3_600_000, migrations });
  try {
    const agent = filled ? await findSeeded(database) : await seeded(database, conversations);
    if (values.keep) console.log(`Kept: --database-url ${place.databaseUrl}`);
    return await measure(database, agent, { conversations, printsPlans: values.plans === true });
  } finally {
    await database.close();
    if (!values.keep) await place.remove();
  }
}

async function seeded(database: Database<Schema>, conversations: number): Promise<SeededAgent> {
  const begun = performance.now();
  // Enough messages for a document to have every kind of word; their rows are not read here.
  const agent = await seedConversations(database, { conversations, messages: 4, keepsMessages: false });
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${conversations.toLocaleString('en')} conversations made in ${seconds} s`);
  return agent;
}

async function findSeeded({ db }: Database<Schema>): Promise<SeededAgent> {
  const agent = await db
    .selectFrom('agents')
    .select(['id', 'workspace_id'])
    .orderBy('scenario_id')
    .executeTakeFirstOrThrow();
  return { id: agent.id, workspaceId: agent.workspace_id };
}

async function measure(
  database: Database<Schema>,
  agent: SeededAgent,
  { conversations, printsPlans }: { conversations: number; printsPlans: boolean },
): Promise<BenchRow[]> {
  const { workspaceId } = agent;
  const rows: BenchRow[] = [];
  for (const [name, filter, more] of cases(agent, conversations)) {
    const list = {
      workspaceId,
      filter,
      by: 'last_message_at',
      isDescending: true,
      after: null,
      limit: LIMIT,
      ...more,
    } as const;
    const timed = await timeCalls(async () => (await listWorkspaceConversations(database.db, list)).length);
    const indexes = await explainIndexes(
      database,
      workspaceListQuery(list).compile(database.db),
      printsPlans ? name : null,
    );
    rows.push({ ...timed, name, note: `${timed.note}; ${indexes.join(', ')}` });
  }
  for (const word of SEARCHES) {
    const search = { workspaceId, query: SEEDED_WORDS[word], filter: {}, after: null, limit: LIMIT };
    rows.push({ ...(await timeCalls(() => found(database, search))), name: `q, ${word}` });
  }
  rows.push({ ...(await timeCalls(replier(database, workspaceId))), name: "a person's reply" });
  return rows;
}

/** How many a search finds; -1 when it gives up after its two seconds. */
async function found(database: Database<Schema>, search: WorkspaceSearch): Promise<number> {
  try {
    const ids = (await searchWorkspace(database, search)).map(({ id }) => id);
    return (await listShownById(database.db, search.workspaceId, ids)).length;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return -1;
    throw error;
  }
}

/** Replies to one conversation after another that a person drives. */
function replier(database: Database<Schema>, workspaceId: string): () => Promise<number> {
  const signals = { wait: async () => null, moved: () => {}, watch: () => () => {} };
  const deps = { database, clock: systemClock, ids: systemIds, signals };
  const actor = { type: 'api_key', id: systemIds.uuid() } as const;
  const origin = { workspaceId, actor, ip: null, userAgent: null };
  let open: string[] = [];
  return async () => {
    if (open.length === 0) {
      const filter = { statuses: ['open'] } as const;
      const list = {
        workspaceId,
        filter,
        by: 'last_message_at',
        isDescending: true,
        after: null,
        limit: 1_000,
      } as const;
      open = (await listWorkspaceConversations(database.db, list)).map(({ id }) => id);
    }
    const conversationId = open.pop() ?? '';
    await replyAsPerson(deps, {
      workspaceId,
      conversationId,
      text: 'It is on its way.',
      attachments: [],
      origin,
      mode: 'api',
    });
    return 1;
  };
}
