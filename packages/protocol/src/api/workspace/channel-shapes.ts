import { z } from 'zod';
import { CHANNEL_PLATFORMS } from '../../words.ts';
import { jsonObject, uuid } from '../shapes.ts';
import { offsetTimestamp } from './shapes.ts';

const SettingSchema = z.union([z.string(), z.number(), z.boolean()]);

export const CHANNEL_FIELD_KINDS = ['text', 'secret', 'url', 'email', 'number', 'switch', 'choice'] as const;
export const CHANNEL_STATES = ['active', 'paused'] as const;

export const ChannelFieldSchema = z
  .object({
    key: z.string(),
    kind: z.enum(CHANNEL_FIELD_KINDS).describe('`secret` is set and never shown.'),
    label: z.string().describe('In English.'),
    hint: z.string().nullable().describe('Where it is found.'),
    is_required: z.boolean(),
    is_advanced: z.boolean().describe('Few need it.'),
    choices: z.array(z.string()).nullable().describe('Of the kind `choice`.'),
    default: SettingSchema.nullable(),
    when: z
      .object({ key: z.string(), is: z.string() })
      .nullable()
      .describe('Asked for, and required where it is, only while another field has this value.'),
    is_generated: z.boolean().describe('Made by the server, and cannot be given.'),
  })
  .meta({ id: 'ChannelField' });
export type ChannelFieldJson = z.output<typeof ChannelFieldSchema>;

export const ChannelPlatformSchema = z
  .object({
    object: z.literal('channel_platform'),
    platform: z.enum(CHANNEL_PLATFORMS),
    fields: z.array(ChannelFieldSchema),
    rules: z.object({
      window_hours: z
        .number()
        .nullable()
        .describe('So long after the visitor’s last message the agent may write; null: always.'),
      human_window_hours: z.number().nullable().describe('The same for people, where it is longer.'),
      receipts: z.boolean().describe('Whether the platform tells what was delivered and read.'),
      templates: z.boolean().describe('Whether approved templates can be sent once the window has closed.'),
    }),
    can_connect: z.boolean().describe('Whether Parley can tell the platform itself where to deliver to.'),
  })
  .meta({ id: 'ChannelPlatform' });
export type ChannelPlatformJson = z.output<typeof ChannelPlatformSchema>;

export const ChannelSchema = z
  .object({
    object: z.literal('channel'),
    id: uuid(),
    chatbot_id: uuid().describe('Who answers.'),
    platform: z.enum(CHANNEL_PLATFORMS),
    name: z.string(),
    state: z.enum(CHANNEL_STATES).describe('A paused channel takes nothing and sends nothing.'),
    settings: z.record(z.string(), SettingSchema).describe('By field, without secrets.'),
    secrets: z
      .array(z.object({ key: z.string(), is_set: z.boolean() }))
      .describe('The secret fields; their values are never shown.'),
    generated: z
      .record(z.string(), z.string())
      .describe('What the server made to be entered at the platform; empty for who may only look.'),
    webhook_url: z.string().nullable().describe('Where the platform delivers to; null where it does not.'),
    facts: jsonObject().describe('What the platform told of the account at the last check.'),
    problem: z
      .object({
        code: z.enum(['unauthorised', 'check', 'listening']),
        message: z.string().describe('What is wrong, in a sentence.'),
        field: z.string().nullable().describe('The field to correct, where it is known.'),
        since: offsetTimestamp(),
      })
      .nullable()
      .describe('Set while the channel needs attention.'),
    checked_at: offsetTimestamp().nullable(),
    last_received_at: offsetTimestamp().nullable(),
    last_refused_at: offsetTimestamp().nullable().describe('Something came that was not signed as it should be.'),
    last_sent_at: offsetTimestamp().nullable(),
    created_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'Channel' });
export type ChannelJson = z.output<typeof ChannelSchema>;

export const ChannelCheckSchema = z
  .object({
    object: z.literal('channel_check'),
    ok: z.boolean(),
    problems: z
      .array(z.object({ field: z.string().nullable(), message: z.string() }))
      .describe('What is wrong; `field` names what is to be corrected.'),
    facts: jsonObject().describe('What the platform told.'),
    checked_at: offsetTimestamp(),
  })
  .meta({ id: 'ChannelCheck' });
export type ChannelCheckJson = z.output<typeof ChannelCheckSchema>;

export const ChannelTemplateSchema = z
  .object({
    object: z.literal('channel_template'),
    name: z.string(),
    language: z.string(),
    status: z.string().describe('As the platform says it.'),
    body: z.string(),
    parameters: z.int().describe('How many `{{n}}` the body has.'),
  })
  .meta({ id: 'ChannelTemplate' });
