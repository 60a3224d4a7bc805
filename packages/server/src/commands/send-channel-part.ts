import type { OutgoingFile, Sent } from '../domain/channels/channel.ts';
import { stopOf } from '../domain/channels/may-send.ts';
import { type AttemptEnd, endAttempt } from '../domain/channels/message-part.ts';
import { afterSend } from '../domain/channels/part-state.ts';
import { noteActivity, pauseChannel } from '../store/channels/activity.ts';
import type { ClaimedPart } from '../store/channels/claim-parts.ts';
import { insertExternalId } from '../store/channels/remember.ts';
import { listFiles } from '../store/files/files.ts';
import { changeParts } from './change-parts.ts';
import { fitToTell, portOf } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';
import { tellChannelProblem } from './tell-channel-problem.ts';

/**
 * Sends a part that this process has claimed, unless it is not wanted any more, and keeps what came of it: the platform's id
 * before the next part goes. A call that may have arrived is not made again.
 */
export async function sendChannelPart(deps: Deps, claimed: ClaimedPart): Promise<void> {
  const { port, config } = portOf(deps, claimed.channel);
  const { speaker, driver, lastReceivedAt } = claimed;
  const leaving = { speaker, driver, lastReceivedAt, isTemplate: claimed.template !== null };
  const stop = stopOf(port.rules, leaving, deps.clock.now());
  if (stop) {
    await end(deps, claimed, () => ({ ...stop, dueAt: null }));
    return;
  }
  const files = await filesOf(deps, claimed.fileIds);
  const { id, body, format, template } = claimed;
  const part = { id, body, format, files, ...(template ? { template } : {}) };
  const sent = await attempt(() =>
    port.send(claimed.recipient, part, config, { as: speaker, name: claimed.speakerName }),
  );
  await keep(deps, claimed, sent.ok ? sent : { ...sent, detail: fitToTell(config, sent.detail) });
}

/** What is thrown is a fault of ours, after which nobody knows how far it came. */
async function attempt(send: () => Promise<Sent>): Promise<Sent & { readonly fault?: unknown }> {
  try {
    return await send();
  } catch (fault) {
    return { ok: false, failure: 'unknown', detail: 'Sending it failed in an unexpected way.', fault };
  }
}

async function keep(deps: Deps, claimed: ClaimedPart, sent: Sent & { readonly fault?: unknown }): Promise<void> {
  const { channel, id } = claimed;
  const facts = { channel: channel.id, platform: channel.platform, part: id };
  if (sent.fault) deps.log.error({ ...facts, fault: nameOf(sent.fault) }, 'a message to a channel could not be sent');
  const result = afterSend(sent, claimed.attempts);
  await end(
    deps,
    claimed,
    (at) => {
      switch (result.state) {
        case 'sent':
          return { state: 'sent', externalId: result.externalId, reason: null, detail: null, dueAt: null };
        case 'waiting':
          return {
            state: 'waiting',
            reason: result.reason,
            detail: result.detail,
            dueAt: new Date(at.getTime() + result.dueInMs),
          };
        default:
          return { state: result.state, reason: result.reason, detail: result.detail, dueAt: null };
      }
    },
    result.state === 'sent' ? result.externalId : undefined,
  );
  if (sent.ok) await noteActivity(deps, channel.id, 'sent_at');
  else {
    deps.log.warn({ ...facts, failure: sent.failure, state: result.state }, 'a message to a channel was not taken');
    if (sent.afterMs !== undefined) {
      await pauseChannel(deps.database.db, channel.id, new Date(deps.clock.now().getTime() + sent.afterMs));
    }
    if (sent.failure === 'unauthorised') {
      await tellChannelProblem(deps, channel, { code: 'unauthorised', message: sent.detail, field: null });
    }
  }
}

/** Its words may hold a token. */
const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'unknown');

/** Keeps how an attempt ended, with the platform's id where it has given one. */
async function end(
  deps: Deps,
  claimed: ClaimedPart,
  endOf: (at: Date) => AttemptEnd,
  externalId?: string,
): Promise<void> {
  const { id, workspaceId, conversationId, ord, channel } = claimed;
  await changeParts(deps, claimed, {
    decide: (parts, at) => endAttempt(parts, id, endOf(at), at),
    async alongside(tx) {
      if (externalId === undefined) return;
      const scope = { workspaceId, channelId: channel.id, conversationId, ord };
      await insertExternalId(tx, { ...scope, externalId, direction: 'out' });
    },
  });
}

async function filesOf(deps: Deps, ids: readonly string[]): Promise<OutgoingFile[]> {
  if (ids.length === 0) return [];
  return (await listFiles(deps.database.db, ids)).map(({ id, name, contentType, size }) => ({
    name,
    contentType,
    size,
    url: fileAddress(deps, id),
    read: () => deps.files.read(id),
  }));
}
