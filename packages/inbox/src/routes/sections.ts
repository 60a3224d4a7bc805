import type { Permission } from '@parley/protocol';
import { Bot, ChartColumn, Coins, type LucideIcon, MessagesSquare, Settings } from 'lucide-react';

/** A part of the inbox as the rail and the palette name it. */
export type Section = {
  /** Its words are `sections.<name>` of the common messages. */
  readonly name: string;
  readonly to: string;
  readonly icon: LucideIcon;
  /** Who may not is not shown the way there. */
  readonly permission: Permission;
};

/** In the order of the rail; the first is where everybody begins. */
export const SECTIONS: readonly Section[] = [
  { name: 'conversations', to: '/$workspace/conversations', icon: MessagesSquare, permission: 'conversations.view' },
  { name: 'agents', to: '/$workspace/agents', icon: Bot, permission: 'agents.view' },
  { name: 'analytics', to: '/$workspace/analytics', icon: ChartColumn, permission: 'analytics.view' },
  { name: 'usage', to: '/$workspace/usage', icon: Coins, permission: 'usage.view' },
  // Everybody has preferences.
  { name: 'settings', to: '/$workspace/settings', icon: Settings, permission: 'conversations.view' },
];
