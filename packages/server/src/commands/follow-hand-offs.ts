import { type AgentSettings, readSettings } from '../domain/agent/settings.ts';
import { chooseProfile } from '../domain/handoff/choose-profile.ts';
import type { JsonObject } from '../lib/json.ts';
import { handoffMail } from '../presenters/handoff-mail.ts';
import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import { lockCursor, moveCursor } from '../store/events/read-log.ts';
import { insertHandOff, type LoggedHandOff, listTalk, readHandOffs } from '../store/handoffs/hand-offs.ts';
import { insertMail } from '../store/mail/outbox.ts';
import { findMemberMails } from '../store/people/find-member-mails.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';
import { mailsWait } from './send-mail.ts';

const CURSOR = 'hand_offs';
/** An older hand-off, as after a long rest of the jobs, is no news to mail. */
const NEWS_MS = 60 * 60_000;
const TALK_MAX = 60;

type FollowDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'>;

/**
 * Reads the log on, at most `maxEvents`: mails each hand-off to the operators whom its topic is for, once, and remembers to
 * write its summary. Gives how many events it read.
 */
export async function followHandOffs(deps: FollowDeps, { maxEvents }: { readonly maxEvents: number }): Promise<number> {
  const { count, mails } = await deps.database.transaction(async (tx) => {
    const cursor = await lockCursor(tx, CURSOR);
    const events = cursor ? await readHandOffs(tx, cursor, maxEvents) : [];
    const last = events.at(-1);
    if (!last) return { count: 0, mails: 0 };
    const after = deps.clock.now().getTime() - NEWS_MS;
    let mails = 0;
    for (const event of events) {
      if (event.isHandOff && event.at.getTime() > after) mails += await followOne(deps, tx, event);
    }
    await moveCursor(tx, CURSOR, last);
    return { count: events.length, mails };
  });
  if (mails > 0) mailsWait(deps);
  return count;
}

/** Gives how many mails it has put into the outbox. */
async function followOne(deps: FollowDeps, tx: Tx, event: LoggedHandOff): Promise<number> {
  const settings = await settingsOf(tx, event.agentId);
  const { summarisesHandoffs, routingProfiles, notifiedOfHandoffs } = settings;
  if (!summarisesHandoffs && routingProfiles.length === 0 && notifiedOfHandoffs.length === 0) return 0;
  const at = deps.clock.now();
  if (!(await insertHandOff(tx, event, { summaryDueAt: summarisesHandoffs ? at : null, at }))) return 0;
  const { workspaceId, conversationId } = event;
  const profile = routingProfiles.length === 0 ? null : await profileOf(deps, tx, event, settings);
  const operators = profile && profile.operators.length > 0 ? profile.operators : notifiedOfHandoffs;
  const addresses = await findMemberMails(tx, workspaceId, operators);
  const url = `${deps.baseUrl()}/inbox/${workspaceId}/conversations/${conversationId}`;
  const mail = handoffMail({ agent: settings.name, topic: profile?.topic ?? null, url });
  for (const to of addresses) {
    await insertMail(tx, { id: deps.ids.uuid(), workspaceId, conversationId, kind: 'handoff', to, ...mail }, at);
  }
  return addresses.length;
}

async function profileOf(
  { database }: Pick<Deps, 'database'>,
  tx: Tx,
  { workspaceId, conversationId: id }: LoggedHandOff,
  { routingProfiles }: AgentSettings,
) {
  const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
  const talk = await listTalk(query, { workspaceId, id }, TALK_MAX);
  const topic = talk.findLast(({ author }) => author === 'ai_assistant')?.wish?.topic ?? null;
  const said = talk.flatMap(({ author, content }) => (author === 'visitor' ? [content] : []));
  return chooseProfile(routingProfiles, { topic, said });
}

async function settingsOf(tx: Tx, agentId: string): Promise<AgentSettings> {
  const row = await tx.selectFrom('agents').select('settings').where('id', '=', agentId).executeTakeFirst();
  return readSettings((row?.settings ?? {}) as JsonObject);
}
