import {
  COLOUR_SCHEMES,
  type ColourScheme,
  FIRST_LIST_BADGES,
  INBOX_LANGUAGES,
  type InboxLanguage,
  LIST_BADGES,
  type ListBadge,
  NOTIFICATION_KINDS,
  type NotificationKind,
} from '@parley/protocol';
import type { Json, JsonObject } from '../../lib/json.ts';

/** How one person wants the inbox. */
export type Preferences = {
  /** Null for the browser's. */
  readonly language: InboxLanguage | null;
  readonly colourScheme: ColourScheme;
  readonly notifications: readonly NotificationKind[];
  readonly sound: boolean;
  readonly listBadges: readonly ListBadge[];
  readonly listMetadataKeys: readonly string[];
};

/** What holds for whoever has chosen nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  language: null,
  colourScheme: 'system',
  notifications: ['assigned_to_me', 'unassigned'],
  sound: true,
  listBadges: FIRST_LIST_BADGES,
  listMetadataKeys: [],
};

/** Preferences as they are stored. Words that this release does not know count as not chosen. */
export function readPreferences(stored: JsonObject): Preferences {
  const { language = null, colourScheme, notifications, sound, listBadges, listMetadataKeys } = stored;
  const other = DEFAULT_PREFERENCES;
  return {
    language: one(INBOX_LANGUAGES, language) ?? other.language,
    colourScheme: one(COLOUR_SCHEMES, colourScheme) ?? other.colourScheme,
    notifications: some(NOTIFICATION_KINDS, notifications) ?? other.notifications,
    sound: typeof sound === 'boolean' ? sound : other.sound,
    listBadges: some(LIST_BADGES, listBadges) ?? other.listBadges,
    listMetadataKeys: Array.isArray(listMetadataKeys)
      ? listMetadataKeys.filter((key) => typeof key === 'string')
      : other.listMetadataKeys,
  };
}

const one = <W extends string>(words: readonly W[], value: Json | undefined): W | undefined =>
  words.find((word) => word === value);

const some = <W extends string>(words: readonly W[], value: Json | undefined): readonly W[] | undefined =>
  Array.isArray(value) ? words.filter((word) => value.includes(word)) : undefined;
