import type { Incoming } from '../domain/channels/channel.ts';
import { afterReceipt } from '../domain/channels/part-state.ts';
import { findReceiptTargets } from '../store/channels/parts.ts';
import { changeParts } from './change-parts.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';

type Receipt = Extract<Incoming, { kind: 'receipt' }>;

/** Moves what was sent forward, as the platform tells. What nobody knows changes nothing. */
export async function receiveReceipt(deps: Deps, { channel }: ChannelAccess, receipt: Receipt): Promise<void> {
  const { target, status } = receipt;
  // A send whose answer was lost is known by nothing else.
  const externalId = typeof target === 'string' ? target : null;
  const targets = await deps.database.transaction((tx) => findReceiptTargets(tx, channel.id, receipt));
  for (const { partIds, ...message } of targets) {
    await changeParts(deps, message, {
      decide: (parts, at) =>
        parts.flatMap((part) => {
          const state = partIds.includes(part.id) ? afterReceipt(part.state, status) : null;
          if (!state) return [];
          const why =
            state === 'failed' ? { reason: receipt.reason ?? 'refused', detail: receipt.detail ?? null } : NO_REASON;
          return [
            {
              ...part,
              state,
              ...why,
              externalId: part.externalId ?? externalId,
              dueAt: null,
              endedAt: part.endedAt ?? at,
            },
          ];
        }),
    });
  }
}

const NO_REASON = { reason: null, detail: null };
