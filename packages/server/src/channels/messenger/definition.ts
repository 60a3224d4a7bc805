import type { ChannelField } from '../../domain/channels/channel-field.ts';
import { META_ID, messagingFields } from '../shared/graph/graph-messaging-fields.ts';

export const FIELDS: readonly ChannelField[] = messagingFields(
  {
    key: 'page_id',
    kind: 'text',
    label: 'Page ID',
    hint: 'Your Facebook page → About → Page transparency, or beside the page at your app → Messenger → Settings.',
    isRequired: true,
    pattern: META_ID,
    max: 25,
  },
  'pages_messaging and pages_manage_metadata',
);
