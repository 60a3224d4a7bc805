import type { ConversationAnalysis } from '@parley/protocol';
import { type ConversationEvent, HIDDEN_SOURCES, type Source } from '@parley/protocol';
import { sql } from 'kysely';
import type { Case, Counted, CountedEvent } from '../../domain/analytics/count-events.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { Tx } from '../schema.ts';

/** A conversation of which the log was read: all of it that is not counted yet. */
export type UncountedConversation = ConversationKey & {
  readonly agentId: string;
  readonly source: Source;
  readonly language: string | null;
  readonly analysis: ConversationAnalysis | null;
  readonly latest: Case | null;
  readonly events: readonly (CountedEvent & { readonly seq: number })[];
};

type CaseRow = {
  workspace_id: string;
  id: string;
  agent_id: string;
  source: Source;
  language: string | null;
  analysis: ConversationAnalysis | null;
  number: number | null;
  begun_at: Date | null;
  handed_off_at: Date | null;
  human_replied_at: Date | null;
  ended_at: Date | null;
  outcome: Case['outcome'];
  upto_seq: number | null;
};

type EventRow = {
  conversation_id: string;
  seq: number;
  type: ConversationEvent['type'];
  data: never;
  at: Date;
  author: NonNullable<CountedEvent['message']>['author'] | null;
  is_welcome: boolean | null;
  kind: string | null;
};

/**
 * What is not counted yet of some conversations; trials are left out, and what was erased. By conversation and not by
 * event: a transaction that began earlier may have appended the later event.
 */
export async function findUncounted(tx: Tx, keys: readonly ConversationKey[]): Promise<UncountedConversation[]> {
  const found = await findLatestCases(tx, keys);
  const events = await findEvents(tx, found);
  return found
    .map((row) => ({
      workspaceId: row.workspace_id,
      id: row.id,
      agentId: row.agent_id,
      source: row.source,
      language: row.language,
      analysis: row.analysis,
      latest: caseOf(row),
      events: events.get(row.id) ?? [],
    }))
    .filter(({ events }) => events.length > 0);
}

async function findLatestCases(tx: Tx, keys: readonly ConversationKey[]): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select c.workspace_id, c.id, c.agent_id, c.source, c.most_frequent_language as language, c.analysis,
      a.number, a.begun_at, a.handed_off_at, a.human_replied_at, a.ended_at, a.outcome, a.upto_seq
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("workspaceId" uuid, id uuid)
    join conversations c on c.workspace_id = k."workspaceId" and c.id = k.id
    left join lateral (
      select * from analytics_cases a where a.workspace_id = c.workspace_id and a.conversation_id = c.id
      order by a.number desc limit 1) a on true
    where c.source <> all(${[...HIDDEN_SOURCES]}::text[])
    order by c.workspace_id, c.id`.execute(tx);
  return rows;
}

async function findEvents(tx: Tx, cases: readonly CaseRow[]): Promise<Map<string, UncountedConversation['events']>> {
  const after = cases.map(({ workspace_id, id, upto_seq }) => ({ workspace_id, id, seq: upto_seq ?? 0 }));
  const { rows } = await sql<EventRow>`
    select e.conversation_id, e.seq, e.type, e.data, e.created_at as at, m.author, m.is_welcome,
      m.insights->>'kind' as kind
    from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as k(workspace_id uuid, id uuid, seq int)
    join events e on e.workspace_id = k.workspace_id and e.conversation_id = k.id and e.seq > k.seq
    left join messages m on e.type in ('message.received', 'message.sent')
      and m.workspace_id = e.workspace_id and m.conversation_id = e.conversation_id and m.ord = (e.data->>'ord')::int
    order by e.conversation_id, e.seq`.execute(tx);
  const events = new Map<string, (CountedEvent & { seq: number })[]>();
  for (const { conversation_id: id, seq, type, data, at, author, is_welcome: isWelcome, kind } of rows) {
    const message = author === null ? null : { author, isWelcome: isWelcome ?? false, kind };
    const counted = { seq, event: { type, data } as ConversationEvent, at, message };
    const earlier = events.get(id);
    if (earlier) earlier.push(counted);
    else events.set(id, [counted]);
  }
  return events;
}

function caseOf({ number, begun_at: begunAt, ...row }: CaseRow): Case | null {
  if (number === null || begunAt === null) return null;
  const { handed_off_at: handedOffAt, human_replied_at: humanRepliedAt, ended_at: endedAt, outcome } = row;
  return { number, begunAt, handedOffAt, humanRepliedAt, endedAt, outcome };
}

/** What events of a conversation have added. */
export type CountedConversation = UncountedConversation & { readonly counted: Counted };

/** Keeps what was counted, in the transaction in which it was read. */
export async function saveCounted(tx: Tx, conversations: readonly CountedConversation[]): Promise<void> {
  if (conversations.length === 0) return;
  await saveCases(tx, conversations);
  await addMessages(tx, conversations);
  await saveJudgements(tx, conversations);
}

async function saveCases(tx: Tx, conversations: readonly CountedConversation[]): Promise<void> {
  const rows = conversations.flatMap(({ counted, latest, events, ...conversation }) => {
    const uptoSeq = events.at(-1)?.seq ?? 0;
    const cases = counted.cases.length > 0 || !latest ? counted.cases : [latest];
    return cases.map((found) => ({ ...conversation, ...found, uptoSeq }));
  });
  await sql`
    insert into analytics_cases (workspace_id, conversation_id, number, agent_id, source, language, begun_at,
      handed_off_at, human_replied_at, ended_at, outcome, sentiment, flagged, topic, intent, knowledge_gap, upto_seq)
    select x."workspaceId", x.id, x.number, x."agentId", x.source, x.language, x."begunAt", x."handedOffAt",
      x."humanRepliedAt", x."endedAt", x.outcome, x.analysis->>'sentiment', (x.analysis->>'is_flagged')::boolean,
      x.analysis->>'topic', x.analysis->>'intent', x.analysis->>'knowledge_gap', x."uptoSeq"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("workspaceId" uuid, id uuid, number int, "agentId" uuid,
      source text, language text, analysis jsonb, "begunAt" timestamptz, "handedOffAt" timestamptz, "humanRepliedAt" timestamptz,
      "endedAt" timestamptz, outcome text, "uptoSeq" int)
    on conflict (workspace_id, conversation_id, number) do update set
      language = excluded.language, handed_off_at = excluded.handed_off_at, human_replied_at = excluded.human_replied_at,
      ended_at = excluded.ended_at, outcome = excluded.outcome, sentiment = excluded.sentiment,
      flagged = excluded.flagged, topic = excluded.topic, intent = excluded.intent,
      knowledge_gap = excluded.knowledge_gap, upto_seq = excluded.upto_seq`.execute(tx);
}

async function addMessages(tx: Tx, conversations: readonly CountedConversation[]): Promise<void> {
  const rows = conversations.flatMap(({ workspaceId, agentId, source, counted }) =>
    counted.messages.map((message) => ({ workspaceId, agentId, source, ...message })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into analytics_messages as a (workspace_id, quarter, agent_id, source, author, kind, messages)
    select x."workspaceId", date_bin('15 minutes', x.at, 'epoch'), x."agentId", x.source, x.author, x.kind, count(*)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x("workspaceId" uuid, "agentId" uuid, source text, author text, kind text, at timestamptz)
    group by 1, 2, 3, 4, 5, 6
    on conflict (workspace_id, quarter, agent_id, source, author, kind)
      do update set messages = a.messages + excluded.messages`.execute(tx);
}

/** The last word of each question counts; one that was taken back leaves nothing. */
async function saveJudgements(tx: Tx, conversations: readonly CountedConversation[]): Promise<void> {
  const all = conversations.flatMap(({ workspaceId, id, agentId, source, counted }) =>
    counted.judgements.map((judgement) => ({ workspaceId, id, agentId, source, ...judgement })),
  );
  if (all.length === 0) return;
  const last = new Map(all.map((judgement) => [`${judgement.id} ${judgement.ord} ${judgement.question}`, judgement]));
  const rows = JSON.stringify([...last.values()]);
  const columns = sql`"workspaceId" uuid, id uuid, "agentId" uuid, source text, ord int, question text, rating text,
    at timestamptz`;
  await sql`
    delete from analytics_ratings r using jsonb_to_recordset(${rows}::jsonb) as x(${columns})
    where r.workspace_id = x."workspaceId" and r.conversation_id = x.id and r.ord = x.ord and r.question = x.question
      and x.rating is null`.execute(tx);
  await sql`
    insert into analytics_ratings (workspace_id, conversation_id, ord, question, agent_id, source, rating, rated_at)
    select x."workspaceId", x.id, x.ord, x.question, x."agentId", x.source, x.rating, x.at
    from jsonb_to_recordset(${rows}::jsonb) as x(${columns}) where x.rating is not null
    on conflict (workspace_id, conversation_id, ord, question)
      do update set rating = excluded.rating, rated_at = excluded.rated_at`.execute(tx);
}
