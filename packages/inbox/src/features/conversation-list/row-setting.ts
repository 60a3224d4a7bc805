import type { ListBadge } from '@parley/protocol';
import type { ConversationTag, TeamMember } from '@parley/protocol/api';

/** What rows need to know beside themselves; it is the same object for all rows and hardly ever changes. */
export type RowSetting = {
  readonly members: ReadonlyMap<string, TeamMember>;
  readonly tags: ReadonlyMap<string, ConversationTag>;
  readonly badges: ReadonlySet<ListBadge>;
  readonly metadataKeys: readonly string[];
  /** Whether rows can be chosen. */
  readonly isChoosable: boolean;
  readonly href: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onChoose: (id: string, isRange: boolean) => void;
};
