import type { Incoming } from '../domain/channels/channel.ts';
import { changeMessage } from '../domain/conversation/change-message.ts';
import { storableText } from '../lib/storable-text.ts';
import { findKnownMessage } from '../store/channels/places.ts';
import { rewriteMessage } from '../store/channels/rewrite-message.ts';
import { changeConversation } from './change-conversation.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { receiveChannelMessage } from './receive-channel-message.ts';
import { requireNew, storedOnce } from './stored-once.ts';

type Changed = Extract<Incoming, { kind: 'edited' | 'deleted' }>;

/**
 * Puts what a visitor made of their message in its place, or takes it away: an event says so. An edit whose original has not
 * come yet is stored as the message itself, which the original then repeats.
 */
export async function changeChannelMessage(deps: Deps, access: ChannelAccess, changed: Changed): Promise<void> {
  const { channel } = access;
  const known = await findKnownMessage(deps.database.named, channel.id, changed.target);
  if (!known) {
    if (changed.kind === 'edited') await receiveChannelMessage(deps, access, { ...changed.message, key: changed.key });
    return;
  }
  const { workspaceId } = channel;
  const { conversationId, ord } = known;
  const content = changed.kind === 'edited' ? storableText(changed.message.markdown) : '';
  await storedOnce(() =>
    changeConversation(deps, { workspaceId, id: conversationId }, null, {
      decide: (state) => changeMessage(state, { ord, content, change: changed.kind }),
      alongside: async (tx) => {
        const at = deps.clock.now();
        const scope = { workspaceId, channelId: channel.id, conversationId };
        await requireNew(tx, { ...scope, key: changed.key, at });
        await rewriteMessage(tx, { workspaceId, conversationId, ord }, { content, change: changed.kind, at });
      },
    }),
  );
}
