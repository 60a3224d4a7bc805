import type * as api from '@parley/protocol/api';
import type { Channel, CheckReport } from '../domain/channels/channel.ts';
import { webhookPath } from '../domain/channels/channel-config.ts';
import type { ChannelField } from '../domain/channels/channel-field.ts';
import type { ChannelActivity, StoredChannel } from '../domain/channels/channel-state.ts';
import { shownGenerated } from '../domain/channels/check-fields.ts';
import { offsetTime, offsetTimeOrNull } from './offset-time.ts';

export type ShownChannelParts = {
  /** Of its platform; none of one that this installation does not know any more. */
  readonly fields: readonly ChannelField[];
  /** Whether the platform delivers to us by HTTP. */
  readonly hasWebhook: boolean;
  /** In plain text: only which there are is told, and the generated ones that are to be shown. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  /** Whether the reader sets channels up. */
  readonly isSetUpBy: boolean;
};

/** What a platform's code says of how its channels are shown; without one, what is stored is shown as it is. */
export const platformParts = (platform: Channel | undefined): Pick<ShownChannelParts, 'fields' | 'hasWebhook'> => ({
  fields: platform?.fields ?? [],
  hasWebhook: !platform?.rules.hasNoWebhook,
});

/** A channel as the Workspace API tells it. */
export function channelJson(
  channel: StoredChannel & { readonly activity: ChannelActivity },
  { fields, hasWebhook, secrets, baseUrl, isSetUpBy }: ShownChannelParts,
): api.ChannelJson {
  const { activity, problem } = channel;
  return {
    object: 'channel',
    id: channel.id,
    chatbot_id: channel.agentId,
    platform: channel.platform,
    name: channel.name,
    state: channel.state,
    // Checked against the fields when they were stored.
    settings: channel.settings as api.ChannelJson['settings'],
    secrets: fields
      .filter(({ kind, isGenerated }) => kind === 'secret' && !isGenerated)
      .map(({ key }) => ({ key, is_set: Object.hasOwn(secrets, key) })),
    generated: isSetUpBy ? shownGenerated(fields, { secrets }) : {},
    webhook_url: hasWebhook ? `${baseUrl}${webhookPath(channel)}` : null,
    facts: channel.facts as api.ChannelJson['facts'],
    problem: problem && {
      code: problem.code,
      message: problem.message,
      field: problem.field,
      since: offsetTime(new Date(problem.since)),
    },
    checked_at: offsetTimeOrNull(channel.checkedAt),
    last_received_at: offsetTimeOrNull(activity.receivedAt),
    last_refused_at: offsetTimeOrNull(activity.refusedAt),
    last_sent_at: offsetTimeOrNull(activity.sentAt),
    created_at: offsetTime(channel.createdAt),
    updated_at: offsetTime(channel.updatedAt),
  };
}

/** What came of a check. */
export const channelCheckJson = ({
  problems,
  facts,
  at,
}: CheckReport & { readonly at: Date }): api.ChannelCheckJson => ({
  object: 'channel_check',
  ok: problems.length === 0,
  problems: problems.map(({ field, message }) => ({ field, message })),
  facts: facts as api.ChannelCheckJson['facts'],
  checked_at: offsetTime(at),
});

/** A platform with what a channel on it is set up with. */
export const channelPlatformJson = ({ platform, fields, rules, connect }: Channel): api.ChannelPlatformJson => ({
  object: 'channel_platform',
  platform,
  fields: fields.map((field) => ({
    key: field.key,
    kind: field.kind,
    label: field.label,
    hint: field.hint ?? null,
    is_required: field.isRequired ?? false,
    is_advanced: field.isAdvanced ?? false,
    choices: field.choices ? [...field.choices] : null,
    default: field.default ?? null,
    when: field.when ?? null,
    is_generated: field.isGenerated ?? false,
  })),
  rules: {
    window_hours: rules.windowHours ?? null,
    human_window_hours: rules.humanWindowHours ?? null,
    receipts: rules.receipts,
    templates: rules.templates,
  },
  can_connect: connect !== undefined,
});
