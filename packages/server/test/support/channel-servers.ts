import { createHash } from 'node:crypto';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { askChannelProfile } from '../../src/commands/ask-channel-profile.ts';
import { dropTakenOver } from '../../src/commands/drop-agent-parts.ts';
import { fetchChannelFile } from '../../src/commands/fetch-channel-file.ts';
import { loseParts } from '../../src/commands/lose-parts.ts';
import { putChannelParts } from '../../src/commands/put-channel-parts.ts';
import { sendChannelPart } from '../../src/commands/send-channel-part.ts';
import type { Parley } from '../../src/compose.ts';
import type { StoredChannel } from '../../src/domain/channels/channel-state.ts';
import type { Draft, TurnContext } from '../../src/domain/turn/turn-context.ts';
import { insertChannel } from '../../src/store/channels/channels.ts';
import { claimParts } from '../../src/store/channels/claim-parts.ts';
import type { ChannelKit, Signed } from './channel-kits/channel-kit.ts';
import { readToEnd } from './log-is-read.ts';
import { longReply } from './long-reply.ts';
import type { Platforms } from './platforms.ts';
import type { Servers } from './servers.ts';
import { wholeLogs } from './whole-log.ts';

/** A model that says what it is told, for tests of what is around it. */
export const chattyModel = (reply: (context: TurnContext) => string | Promise<string>) =>
  scriptedModel({
    draft: async (context): Promise<Draft> => ({ kind: 'smalltalk', text: await reply(context), evidence: [] }),
  });

/** A channel of the first workspace's agent, as if it had been set up. */
export async function addChannel(
  {
    parley,
    database,
    first,
  }: Pick<Servers, 'parley' | 'database'> & { readonly first: { readonly chatbot_id: string } },
  kit: ChannelKit,
  fake: Platforms,
  n = 1,
): Promise<StoredChannel> {
  const { deps } = parley;
  const { id: agentId, workspace_id: workspaceId } = await database.db
    .selectFrom('agents')
    .select(['id', 'workspace_id'])
    .where('id', '=', first.chatbot_id)
    .executeTakeFirstOrThrow();
  const at = deps.clock.now();
  const channel: StoredChannel = {
    workspaceId,
    agentId,
    id: deps.ids.uuid(),
    platform: kit.platform,
    name: `${kit.platform} ${n}`,
    state: 'active',
    settings: kit.settings(`${fake.origin}/${kit.part ?? kit.platform}`, n),
    secrets: deps.secrets.seal(JSON.stringify(kit.secrets(n))),
    facts: {},
    problem: null,
    checkedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  await database.transaction((tx) => insertChannel(tx, channel));
  // Tests need not wait a second for each answer, and count what is said without greetings.
  const settings = { name: 'Ada', greeting: '', description: longReply() };
  const set = { widget: JSON.stringify({ quietMs: 0 }), settings: JSON.stringify(settings) };
  await database.db.updateTable('agents').set(set).where('id', '=', agentId).execute();
  return channel;
}

/** Delivers as the platform would. */
export async function deliver({ app }: Parley, { platform, id }: StoredChannel, signed: Signed) {
  const { method = 'POST', query = '', headers, body } = signed;
  return app.inject({
    method,
    url: `/channels/${platform}/${id}${query}`,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' ? { payload: body } : {}),
  });
}

/** Runs the turns that wait and the jobs of channels until nothing is left to do now. */
export async function settle({ deps }: Parley): Promise<void> {
  for (let isIdle = false; !isIdle; ) {
    await turnsEnd(deps);
    let put = 0;
    await readToEnd(deps, 'channels', async () => {
      const { parts, takenOver } = await putChannelParts(deps, { maxEvents: 500 });
      for (const conversation of takenOver) await dropTakenOver(deps, conversation);
      put += parts;
    });
    await loseParts(deps);
    const now = deps.clock.now();
    const until = new Date(now.getTime() + 60_000);
    const claimed = await claimParts(deps.database.named, { now, until, limit: 16, busy: [] });
    await Promise.all(claimed.map((part) => sendChannelPart(deps, part)));
    const isFetched = (await fetchChannelFile(deps)) || (await askChannelProfile(deps));
    isIdle = put + claimed.length === 0 && !isFetched && deps.liveTurns.size === 0;
  }
}

async function turnsEnd({ liveTurns }: Parley['deps']): Promise<void> {
  while (liveTurns.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Everything that was said, with its conversation, oldest first. */
export async function said({ database }: Pick<Servers, 'database'>) {
  const logs = await wholeLogs(database);
  return logs.flatMap(({ state, messages }) => messages.map((message) => ({ ...message, conversation: state })));
}

/** A short id that follows from words. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
