import { z } from 'zod';
import { maybe } from '../../shared/maybe.ts';

const id = z.int();

const userSchema = z.object({
  id,
  is_bot: maybe(z.boolean()),
  first_name: maybe(z.string()),
  last_name: maybe(z.string()),
  username: maybe(z.string()),
  language_code: maybe(z.string()),
});

const entitySchema = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(0),
  url: maybe(z.string()),
  language: maybe(z.string()),
  user: maybe(userSchema),
});
export type Entity = z.infer<typeof entitySchema>;

const fileSchema = z.object({
  file_id: z.string().min(1),
  file_size: maybe(z.number()),
  file_name: maybe(z.string()),
  mime_type: maybe(z.string()),
});
export type File = z.infer<typeof fileSchema>;

const locationSchema = z.object({ latitude: z.number(), longitude: z.number() });

const messageSchema = z.object({
  message_id: id,
  message_thread_id: maybe(id),
  is_topic_message: maybe(z.boolean()),
  is_automatic_forward: maybe(z.boolean()),
  date: maybe(z.number()),
  edit_date: maybe(z.number()),
  chat: z.object({ id, type: z.string(), title: maybe(z.string()) }),
  from: maybe(userSchema),
  sender_chat: maybe(z.object({ id })),
  reply_to_message: maybe(z.object({ from: maybe(userSchema) })),
  text: maybe(z.string()),
  caption: maybe(z.string()),
  // No message has more, and what nests is read recursively.
  entities: maybe(z.array(entitySchema).max(500)),
  caption_entities: maybe(z.array(entitySchema).max(500)),
  photo: maybe(z.array(fileSchema.extend({ width: maybe(z.number()), height: maybe(z.number()) }))),
  document: maybe(fileSchema),
  animation: maybe(fileSchema),
  audio: maybe(fileSchema),
  voice: maybe(fileSchema),
  video: maybe(fileSchema),
  video_note: maybe(fileSchema),
  sticker: maybe(
    fileSchema.extend({ emoji: maybe(z.string()), is_animated: maybe(z.boolean()), is_video: maybe(z.boolean()) }),
  ),
  location: maybe(locationSchema),
  venue: maybe(z.object({ location: locationSchema, title: maybe(z.string()), address: maybe(z.string()) })),
  contact: maybe(
    z.object({
      phone_number: z.string(),
      first_name: maybe(z.string()),
      last_name: maybe(z.string()),
      user_id: maybe(id),
    }),
  ),
  poll: maybe(z.object({ question: z.string(), options: maybe(z.array(z.object({ text: z.string() }))) })),
  dice: maybe(z.object({ emoji: maybe(z.string()), value: z.number() })),
});
export type Message = z.infer<typeof messageSchema>;

/** As much of an update as is read. https://core.telegram.org/bots/api#update */
export const updateSchema = z.object({
  update_id: id,
  message: maybe(messageSchema),
  edited_message: maybe(messageSchema),
});
