import { randomUUID } from 'node:crypto';
import { searchText } from '../packages/server/src/domain/search/search-text.ts';
import type { Database } from '../packages/server/src/store/db/database.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';

const BATCH = 1_000;
const MINUTE_MS = 60_000;
const BEGIN = Date.UTC(2025, 0, 1);
const WORDS = 20_000;
const HAN = 2_000;

/** Words with a known place in the seeded conversations; everything else is drawn by Zipf's law. */
export const SEEDED_WORDS = {
  common: 'w0x',
  medium: 'w90x',
  /** In half of the oldest tenth, and nowhere else. */
  old: 'vintage',
  /** In five conversations anywhere. */
  rare: 'zyzzyva',
  oneLetter: 'q',
  commonHan: '一',
  /** Two characters that are common apart. */
  hanWord: '七丈',
  rareHan: '龘龘',
  absent: 'nowhereatall',
} as const;

export type SeededAgent = { readonly id: string; readonly workspaceId: string };

/** What a team leaves on conversations: for lists of a workspace. */
export const SEEDED_TEAM = {
  /** Has one in a hundred. */
  user: '00000000-0000-7000-9000-000000000001',
  /** Has five, among the oldest. */
  rareUser: '00000000-0000-7000-9000-000000000002',
  /** On one in ten. */
  tag: '00000000-0000-7000-a000-000000000001',
  /** On one in fifty of the oldest tenth, and nowhere else. */
  oldTag: '00000000-0000-7000-a000-000000000002',
  /** On five, among the oldest. */
  rareTag: '00000000-0000-7000-a000-000000000003',
} as const;

export type Seed = {
  readonly conversations: number;
  /** In each conversation; ten unless told. */
  readonly messages?: number;
  /** Without messages only conversations and their search documents are made, which takes a tenth of the time. */
  readonly keepsMessages?: boolean;
};

/**
 * Fills an empty database with conversations of messages of about 90 characters each, nine tenths of them one
 * agent's, a minute apart, three in four in letters and one in Chinese characters; gives that agent.
 */
export async function seedConversations(database: Database<Schema>, seed: Seed): Promise<SeededAgent> {
  const { conversations } = seed;
  const workspaceId = randomUUID();
  const agents = [randomUUID(), randomUUID()] as const;
  await database.executeSql("insert into workspaces (id, name, created_at) values ($1::uuid, 'Bench', now())", [
    workspaceId,
  ]);
  const { tag, oldTag, rareTag } = SEEDED_TEAM;
  await database.executeSql(
    `insert into conversation_tags (workspace_id, id, name, name_key, color, created_at)
     select $1::uuid, t, t::text, t::text, '#6B7280', now() from unnest($2::uuid[]) t`,
    [workspaceId, [tag, oldTag, rareTag]],
  );
  for (const [index, id] of agents.entries()) {
    await database.executeSql(
      `insert into agents (id, workspace_id, scenario_id, settings, created_at, updated_at)
       values ($1::uuid, $2::uuid, $3, '{}', now(), now())`,
      [id, workspaceId, `bench${index}`],
    );
  }
  // Filling an index row by row takes many times as long as building it.
  const { rows } = await database.executeSql(`select pg_get_indexdef('search_by_text'::regclass) as definition`);
  await database.executeSql('drop index search_by_text');
  const draw = createWriter(conversations);
  for (let first = 0; first < conversations; first += BATCH) {
    await insertBatch(database, { workspaceId, agents, draw, seed, first });
    // Without statistics each batch would read all those before it.
    if (first === 10 * BATCH) await database.executeSql('analyze conversations');
  }
  await database.executeSql((rows[0] as { definition: string }).definition);
  await database.executeSql('vacuum analyze conversations');
  await database.executeSql('vacuum analyze conversation_search');
  return { id: agents[0], workspaceId };
}

type Writer = (conversation: number, message: number) => string;

type Batch = {
  readonly workspaceId: string;
  readonly agents: readonly [string, string];
  readonly draw: Writer;
  readonly seed: Seed;
  readonly first: number;
};

async function insertBatch(
  database: Database<Schema>,
  { workspaceId, agents, draw: write, seed, first }: Batch,
): Promise<void> {
  const { conversations, messages = 10, keepsMessages = true } = seed;
  const size = Math.min(BATCH, conversations - first);
  const ids: string[] = [];
  const agentIds: string[] = [];
  const ords: number[] = [];
  const times: Date[] = [];
  const docs: string[] = [];
  const lasts: string[] = [];
  const messageIds: string[] = [];
  const contents: string[] = [];
  for (let number = first; number < first + size; number += 1) {
    const texts = Array.from({ length: messages }, (_, message) => write(number, message));
    ids.push(uuidAt(number));
    agentIds.push(number % 10 === 9 ? agents[1] : agents[0]);
    ords.push(number + 1);
    times.push(new Date(BEGIN + number * MINUTE_MS));
    docs.push(texts.map((text) => `${searchText(text)}\n`).join(''));
    lasts.push(texts.at(-1) ?? '');
    for (const text of texts) {
      messageIds.push(randomUUID());
      contents.push(text);
    }
  }
  await database.executeSql(
    `insert into conversations select c.* from
       unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::text[]) as x(id, agent_id, ord, at, last),
       jsonb_populate_record(null::conversations, jsonb_build_object(
         'workspace_id', $1::uuid, 'id', x.id, 'agent_id', x.agent_id, 'ord', x.ord,
         'source', case x.ord % 4 when 0 then 'widget' when 1 then 'slack' else 'api' end,
         'driver', case x.ord % 10 when 0 then 'queue' when 1 then 'human' else 'ai' end,
         'progress', case x.ord % 3 when 0 then 'open' else case x.ord % 50 when 1 then 'closed' when 2 then 'archived' else 'resolved' end end,
         'priority', case x.ord % 20 when 13 then 'high' when 1 then 'low' else 'medium' end,
         'assigned_to', case when x.ord % 100 = 1 then '${SEEDED_TEAM.user}' when x.ord % 1000 = 7 and x.ord < 5000 then '${SEEDED_TEAM.rareUser}' end,
         'tag_ids', to_jsonb(array_remove(array[case when x.ord % 10 = 3 then '${SEEDED_TEAM.tag}' end,
           case when x.ord % 50 = 8 and x.ord < ${conversations / 10} then '${SEEDED_TEAM.oldTag}' end,
           case when x.ord % 1000 = 9 and x.ord < 5000 then '${SEEDED_TEAM.rareTag}' end], null)),
         'epoch', 1, 'seq', ${messages + 1}, 'message_count', ${messages},
         'metadata', '{"plan":"pro"}'::jsonb, 'title', left(x.last, 40), 'title_edited', false,
         'languages', '{"en":5}'::jsonb, 'most_frequent_language', case x.ord % 5 when 0 then 'de' else 'en' end,
         'created_at', x.at - case x.ord % 50 when 0 then interval '3 days' else interval '7 minutes' end, 'last_message_at', x.at, 'last_message_content', x.last,
         'last_visitor_message_at', x.at, 'last_visitor_ord', ${messages - 1}, 'unread', true, 'people_were_here', false, 'person_offered', false,
         'answered_ord', ${messages}, 'turns', '[]'::jsonb)) c`,
    [workspaceId, ids, agentIds, ords, times, lasts],
  );
  if (keepsMessages)
    await database.executeSql(
      `insert into messages (workspace_id, conversation_id, ord, id, author, content, is_welcome, sources, attachments, created_at)
     select $1::uuid, c.id, m.ord, x.id, case m.ord % 2 when 0 then 'visitor' else 'ai_assistant' end, x.content, false,
       '[]', '[]', c.at
     from unnest($2::uuid[], $3::timestamptz[]) with ordinality as c(id, at, n), generate_series(1, ${messages}) m(ord),
       unnest($4::uuid[], $5::text[]) with ordinality as x(id, content, n)
     where x.n = (c.n - 1) * ${messages} + m.ord`,
      [workspaceId, ids, times, messageIds, contents],
    );
  await database.executeSql(
    `insert into conversation_search (workspace_id, conversation_id, part, agent_id, source, last_message_at, doc, upto_ord)
     select c.workspace_id, c.id, 0, c.agent_id, c.source, c.last_message_at, x.doc, ${messages}
     from unnest($2::uuid[], $3::text[]) as x(id, doc)
     join conversations c on c.workspace_id = $1::uuid and c.id = x.id`,
    [workspaceId, ids, docs],
  );
}

/** Texts that are the same in each run. */
function createWriter(conversations: number): Writer {
  const random = createRandom(7);
  const rareAt = new Set(Array.from({ length: 5 }, (_, index) => Math.floor(((index + 0.4) * conversations) / 5)));
  const zipf = (size: number) => Math.floor(size ** random()) - 1;
  const letters = () => Array.from({ length: 15 }, () => `w${zipf(WORDS)}x`).join(' ');
  const han = () => Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + zipf(HAN))).join('');
  return (conversation, message) => {
    const text = conversation % 4 === 3 ? han() : letters();
    if (message !== 3) return text;
    const old = conversation < conversations / 10 && conversation % 2 === 0 ? ` ${SEEDED_WORDS.old}` : '';
    const rare = rareAt.has(conversation) ? ` ${SEEDED_WORDS.rare} ${SEEDED_WORDS.rareHan}` : '';
    return `${text}${old}${rare}${conversation % 1_000 === 500 ? ' qa' : ''}`;
  };
}

/** UUIDs that sort by time, as ours do. */
const uuidAt = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
