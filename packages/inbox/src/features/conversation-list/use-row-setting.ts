import { FIRST_LIST_BADGES, type ListBadge } from '@parley/protocol';
import { useMemo } from 'react';
import { useMay } from '../../session/inbox-session.tsx';
import { usePreferences } from '../../session/preferences.ts';
import { useTags } from '../../session/tags.ts';
import { useMembers } from '../../session/team.ts';
import { useListPlaces } from './list-places.ts';
import type { RowSetting } from './row-setting.ts';

const FIRST: readonly ListBadge[] = FIRST_LIST_BADGES;
const NONE: readonly string[] = [];

/** What all rows need to know; the same object until any of it changes. `onChoose` must be the same function each time. */
export function useRowSetting(onChoose: RowSetting['onChoose']): RowSetting {
  const { conversationHref, openConversation } = useListPlaces();
  const [members, tags, preferences] = [useMembers(), useTags(), usePreferences()];
  const isChoosable = useMay('conversations.manage');
  const { list_badges: badges = FIRST, list_metadata_keys: metadataKeys = NONE } = preferences ?? {};
  return useMemo(
    () => ({
      members: new Map(members.map((member) => [member.user_id, member])),
      tags: new Map(tags.map((tag) => [tag.id, tag])),
      badges: new Set(badges),
      metadataKeys,
      isChoosable,
      href: conversationHref,
      onOpen: openConversation,
      onChoose,
    }),
    [members, tags, badges, metadataKeys, isChoosable, conversationHref, openConversation, onChoose],
  );
}
