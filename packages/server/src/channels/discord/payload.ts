import { z } from 'zod';
import { maybe } from '../shared/maybe.ts';

const id = z.string().regex(/^\d{1,22}$/);

const userSchema = z.object({
  id,
  username: maybe(z.string()),
  global_name: maybe(z.string()),
  bot: maybe(z.boolean()),
});
export type User = z.infer<typeof userSchema>;

const memberSchema = z.object({ user: maybe(userSchema), nick: maybe(z.string()), permissions: maybe(z.string()) });

/** https://docs.discord.com/developers/resources/message#message-object */
export const messageSchema = z.object({
  id,
  channel_id: id,
  guild_id: maybe(id),
  author: userSchema,
  member: maybe(memberSchema),
  webhook_id: maybe(id),
  content: z.string().catch(''),
  timestamp: maybe(z.string()),
  edited_timestamp: maybe(z.string()),
  type: maybe(z.int()),
  mentions: maybe(z.array(userSchema)),
  message_reference: maybe(z.object({ message_id: maybe(id) })),
  referenced_message: maybe(z.object({ author: maybe(userSchema) })),
  attachments: maybe(
    z.array(
      z.object({
        url: z.string(),
        filename: maybe(z.string()),
        content_type: maybe(z.string()),
        size: maybe(z.number()),
      }),
    ),
  ),
  sticker_items: maybe(z.array(z.object({ name: z.string() }))),
});
export type Message = z.infer<typeof messageSchema>;

export const deletedSchema = z.object({ id, channel_id: id });

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export const interactionSchema = z.object({
  id,
  type: z.int(),
  token: maybe(z.string()),
  application_id: maybe(id),
  guild_id: maybe(id),
  channel_id: maybe(id),
  locale: maybe(z.string()),
  user: maybe(userSchema),
  member: maybe(memberSchema),
  data: maybe(
    z.object({
      name: maybe(z.string()),
      options: maybe(z.array(z.object({ name: z.string(), value: maybe(z.string()) }))),
    }),
  ),
});
export type Interaction = z.infer<typeof interactionSchema>;

/** What the gateway dispatches; `own_thread` is added where the channel is a thread that the bot began. */
export const dispatchSchema = z.object({ t: z.string(), d: z.unknown(), own_thread: maybe(z.boolean()) });
