import type { Database } from '../../packages/server/src/store/db/database.ts';
import type { Schema } from '../../packages/server/src/store/schema.ts';

export const WORKSPACE = '00000000-0000-7000-9000-000000000001';
const BEGIN = '2026-01-01';
const DAYS = 60;
const TURNS = 3;
const PIECE = 50_000;

/** One of five agents, for a number. */
const agent = (number: string): string => `('00000000-0000-7000-8000-00000000000' || (1 + ${number} % 5))::uuid`;

/** Two months of figures as they are once the log was counted, and of usage with three turns a conversation. */
export async function seedCounted(database: Database<Schema>, perMonth: number): Promise<void> {
  const { executeSql } = database;
  const cases = 2 * perMonth;
  await executeSql('truncate analytics_cases, analytics_messages, analytics_ratings, turn_usage');
  await inPieces(cases, (n) => executeSql(casesOf(n, cases)));
  await inPieces(cases * TURNS, (n) => executeSql(turnsOf(n, cases * TURNS)));
  await executeSql(`
    insert into analytics_messages
      select '${WORKSPACE}', q, ${agent('a')}, s, k[1], k[2], ${Math.ceil(perMonth / 2_880)}
      from generate_series(timestamptz '${BEGIN}', timestamptz '${BEGIN}' + interval '${DAYS} days', '15 minutes') q,
        generate_series(1, 5) a, unnest(array['widget', 'api', 'telegram']) s,
        (values (array['visitor', '']), (array['ai_assistant', 'answer']), (array['ai_assistant', 'unknown'])) as v(k)`);
  await executeSql(`
    insert into analytics_ratings
      select '${WORKSPACE}', gen_random_uuid(), 0, (array['helpful', 'experience'])[1 + n % 2], ${agent('n')}, 'widget',
        (array['positive', 'neutral', 'negative'])[1 + n % 3], ${timeOf(cases)}
      from generate_series(0, ${cases - 1}, 10) n`);
  for (const table of ['analytics_cases', 'analytics_messages', 'analytics_ratings', 'turn_usage']) {
    await executeSql(`vacuum analyze ${table}`);
  }
}

/** A transaction that lasts holds up whoever reads a log, in every database of the server. */
async function inPieces(count: number, insert: (numbers: string) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < count; first += PIECE) {
    await insert(`generate_series(${first}, ${Math.min(first + PIECE, count) - 1}) n`);
  }
}

/** When the n-th of so many comes. */
const timeOf = (count: number): string => `timestamptz '${BEGIN}' + n * (interval '${DAYS} days' / ${count})`;

const casesOf = (numbers: string, count: number): string => `
  insert into analytics_cases
    select '${WORKSPACE}', gen_random_uuid(), 1, ${agent('n')}, (array['widget', 'api', 'telegram'])[1 + n % 3],
      (array['en', 'de', 'pl', 'ar'])[1 + n % 4], at, case when n % 7 = 0 then at + interval '2 minutes' end,
      case when n % 14 = 0 then at + interval '2 minutes' + random() * interval '20 minutes' end,
      case when n % 5 > 0 then at + interval '1 day' end,
      case when n % 5 > 0 then (array['assumed', 'confirmed'])[1 + n % 2] end,
      (array['positive', 'neutral', 'negative'])[1 + n % 3], n % 50 = 0, 'topic ' || floor(random() * random() * 400),
      (array['support', 'inquiry', 'complaint'])[1 + n % 3], case when n % 20 = 0 then 'question ' || n % 1000 end, 20
    from (select n, ${timeOf(count)} as at from ${numbers}) c`;

const turnsOf = (numbers: string, count: number): string => `
  insert into turn_usage
    select gen_random_uuid(), '${WORKSPACE}', ${agent('n')}, gen_random_uuid(),
      (array['answer', 'answer', 'unknown', 'smalltalk'])[1 + n % 4], (array['a/large', 'builtin'])[1 + n % 2],
      1000 + n % 500, n % 300, (random() * 5000)::int, ${timeOf(count)} from ${numbers}`;

/** Conversations with their log, each of two messages of the visitor and two of the agent, none of it counted yet. */
export async function seedLog(database: Database<Schema>, conversations: number): Promise<void> {
  const events = `(values (1, 'conversation.started', '{"source": "api"}'), (2, 'message.received', '{"ord": 1}'),
    (3, 'turn.queued', '{}'), (4, 'message.sent', '{"ord": 2}'), (5, 'message.received', '{"ord": 3}'),
    (6, 'turn.queued', '{}'), (7, 'message.sent', '{"ord": 4}'),
    (8, 'conversation.updated', '{"progress": {"from": "open", "to": "resolved"}, "by": {"type": "system"}}'))`;
  await database.executeSql(`
    insert into conversations (workspace_id, id, agent_id, ord, source, driver, progress, epoch, seq, message_count,
        priority, metadata, title_edited, languages, most_frequent_language, created_at, last_message_at,
        last_message_content, unread, people_were_here, person_offered, answered_ord, turns)
      select '${WORKSPACE}', gen_random_uuid(), ${agent('n')}, n, 'api', 'ai', 'resolved', 1, 8, 4, 'medium', '{}', false,
        '{"en": 2}', 'en', now(), now(), 'So it is.', true, false, false, 4, '[]' from generate_series(1, ${conversations}) n;
    insert into messages (workspace_id, conversation_id, ord, id, author, content, is_welcome, sources, insights,
        attachments, created_at)
      select c.workspace_id, c.id, o, gen_random_uuid(), (array['ai_assistant', 'visitor'])[1 + o % 2],
        'What is your policy on returns?', false, '[]', case when o % 2 = 0 then '{"kind": "answer"}'::jsonb end, '[]', now()
      from conversations c, generate_series(1, 4) o;
    insert into events (workspace_id, conversation_id, agent_id, seq, type, data, created_at)
      select c.workspace_id, c.id, c.agent_id, e.seq, e.type, e.data::jsonb, now()
      from conversations c, ${events} as e(seq, type, data) order by c.id, e.seq`);
  for (const table of ['conversations', 'messages', 'events']) await database.executeSql(`analyze ${table}`);
}
