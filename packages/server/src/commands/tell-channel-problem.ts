import type { ChannelProblem, StoredChannel } from '../domain/channels/channel-state.ts';
import { channelAlarm } from '../presenters/channel-alarm.ts';
import { noteProblem } from '../store/channels/channels.ts';
import { insertMail } from '../store/mail/outbox.ts';
import { findOwners } from '../store/people/find-owners.ts';
import type { Deps } from './deps.ts';
import { mailsWait } from './send-mail.ts';

/** Notes that a channel needs attention, and tells the owners once: not again until the problem is another. */
export async function tellChannelProblem(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'>,
  channel: Pick<StoredChannel, 'workspaceId' | 'id' | 'name' | 'platform' | 'agentId'>,
  problem: Omit<ChannelProblem, 'since'>,
): Promise<void> {
  const at = deps.clock.now();
  const isNews = await deps.database.transaction(async (tx) => {
    if (!(await noteProblem(tx, channel.id, { ...problem, since: at.toISOString() }))) return false;
    for (const { email, workspace } of await findOwners(tx, channel.workspaceId)) {
      const mail = channelAlarm({ workspace, channel, problem: problem.message, baseUrl: deps.baseUrl() });
      const head = { id: deps.ids.uuid(), workspaceId: channel.workspaceId, kind: 'channel_alarm', to: email } as const;
      await insertMail(tx, { ...head, ...mail }, at);
    }
    return true;
  });
  if (isNews) mailsWait(deps);
}
