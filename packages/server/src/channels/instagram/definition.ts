import type { ChannelField } from '../../domain/channels/channel-field.ts';
import { META_ID, messagingFields } from '../shared/graph/graph-messaging-fields.ts';

export const FIELDS: readonly ChannelField[] = messagingFields(
  {
    key: 'instagram_account_id',
    kind: 'text',
    label: 'Instagram account ID',
    hint: 'The professional account’s id, as your app → Instagram → API setup shows it; not the name with @.',
    isRequired: true,
    pattern: META_ID,
    max: 25,
  },
  'instagram_basic, instagram_manage_messages and pages_manage_metadata',
);
