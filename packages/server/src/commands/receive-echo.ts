import type { Incoming } from '../domain/channels/channel.ts';
import { replyAsPerson } from '../domain/conversation/reply-as-person.ts';
import { storableText } from '../lib/storable-text.ts';
import { findKnownMessage, findThread } from '../store/channels/places.ts';
import { insertExternalId } from '../store/channels/remember.ts';
import { changeConversation } from './change-conversation.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { RepeatError, requireNew, storedOnce } from './stored-once.ts';

type Echo = Extract<Incoming, { kind: 'echo' }>;

/**
 * What somebody else said in our name, in the platform's own inbox: it stands in the conversation as a person's words, and the
 * agent is silent from then on. What we sent ourselves, and threads that we do not know, are passed over.
 */
export async function receiveEcho(deps: Deps, { channel }: ChannelAccess, echo: Echo): Promise<void> {
  const { workspaceId, id: channelId } = channel;
  if (await findKnownMessage(deps.database.named, channelId, echo.id)) return;
  const conversationId = await findThread(deps.database.named, channelId, echo.thread);
  if (conversationId === null) return;
  const reply = { id: deps.ids.uuid(), content: storableText(echo.markdown), attachments: [], mode: 'inbox' } as const;
  await storedOnce(() =>
    changeConversation(deps, { workspaceId, id: conversationId }, null, {
      decide: (state, at) => replyAsPerson(state, reply, { type: 'system' }, at),
      alongside: async (tx, { next }) => {
        const scope = { workspaceId, channelId, conversationId };
        await requireNew(tx, { ...scope, key: echo.key, at: deps.clock.now() });
        const placed = { ...scope, externalId: echo.id, ord: next.messageCount, direction: 'out' } as const;
        // Ours: its answer came between.
        if (!(await insertExternalId(tx, placed))) throw new RepeatError('ours');
      },
    }),
  );
}
