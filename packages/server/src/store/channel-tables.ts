import type { ChannelPlatform } from '@parley/protocol';
import type { ColumnType, Generated } from 'kysely';
import type { TemplateCall } from '../domain/channels/channel.ts';
import type { ChannelProblem } from '../domain/channels/channel-state.ts';
import type { PartState } from '../domain/channels/part-state.ts';
import type { JsonObject } from '../lib/json.ts';

type JsonColumn<T> = ColumnType<T, null extends T ? string | null : string, null extends T ? string | null : string>;

/** Tables of the channels: accounts on other platforms, and what connects their messages with ours. */
export type ChannelTables = {
  channels: {
    workspace_id: string;
    agent_id: string;
    id: string;
    platform: ChannelPlatform;
    name: string;
    state: 'active' | 'paused';
    settings: JsonColumn<JsonObject>;
    /** JSON of all secrets by their field, sealed as one. */
    secrets: string;
    facts: ColumnType<JsonObject, string | undefined, string>;
    problem: JsonColumn<ChannelProblem | null>;
    checked_at: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  channel_activity: {
    channel_id: string;
    received_at: Date | null;
    refused_at: Date | null;
    sent_at: Date | null;
    /** The platform wants nothing before. */
    pause_until: Date | null;
  };
  channel_people: {
    channel_id: string;
    person: string;
    workspace_id: string;
    visitor_id: string;
    /** When the platform was asked who it is; null before. */
    profiled_at: Date | null;
    profile_attempts: Generated<number>;
  };
  channel_threads: { channel_id: string; thread: string; workspace_id: string; conversation_id: string };
  channel_conversations: {
    workspace_id: string;
    conversation_id: string;
    channel_id: string;
    thread: string;
    person: string;
    reply: JsonColumn<JsonObject>;
    last_message_id: string | null;
    last_received_at: Date | null;
  };
  channel_received: {
    channel_id: string;
    key: string;
    workspace_id: string;
    conversation_id: string | null;
    received_at: Date;
  };
  channel_messages: {
    channel_id: string;
    external_id: string;
    workspace_id: string;
    conversation_id: string;
    ord: number;
    direction: 'in' | 'out';
  };
  channel_parts: {
    id: string;
    workspace_id: string;
    channel_id: string;
    conversation_id: string;
    ord: number;
    part: number;
    speaker: 'agent' | 'person';
    speaker_name: string;
    body: string;
    format: string;
    /** Ids of our files that go with it. */
    files: JsonColumn<string[]>;
    template: JsonColumn<TemplateCall | null>;
    state: PartState;
    attempts: Generated<number>;
    /** When it is to be sent; null where nobody waits for that. */
    due_at: Date | null;
    claimed_until: Date | null;
    external_id: string | null;
    reason: string | null;
    detail: string | null;
    created_at: Date;
    ended_at: Date | null;
  };
  channel_files: {
    /** Of our file, once it is there. */
    id: string;
    workspace_id: string;
    channel_id: string;
    conversation_id: string;
    ord: number;
    position: number;
    ref: JsonColumn<JsonObject>;
    attempts: Generated<number>;
    due_at: Date | null;
    reason: string | null;
  };
  channel_listeners: {
    channel_id: string;
    node: string | null;
    held_until: Date | null;
    resume: JsonColumn<JsonObject | null>;
    failures: Generated<number>;
    retry_at: Date | null;
  };
};
