import type { Permission } from '@parley/protocol';

/** A screen of the settings. */
export type SettingsSection = {
  /** Its words are `settings.<name>` of the common messages. */
  readonly name: string;
  readonly to: string;
  /** Who may not is not shown the way there; null lets everybody in. */
  readonly permission: Permission | null;
};

type SettingsGroup = { readonly name: string; readonly sections: readonly SettingsSection[] };

const at = (name: string, path: string, permission: Permission | null): SettingsSection => ({
  name,
  to: `/$workspace/settings/${path}`,
  permission,
});

/** The settings in the order of their own navigation. */
export const SETTINGS: readonly SettingsGroup[] = [
  { name: 'you', sections: [at('preferences', 'preferences', null)] },
  {
    name: 'workspace',
    sections: [
      at('general', 'general', 'workspace.manage'),
      at('team', 'team', 'team.view'),
      at('tags', 'tags', 'conversations.view'),
      at('cannedReplies', 'canned-replies', 'conversations.view'),
      at('entryPoints', 'entry-points', 'entry_points.view'),
      at('analysis', 'analysis', 'agents.view'),
    ],
  },
  {
    name: 'developers',
    sections: [
      at('apiKeys', 'api-keys', 'keys.manage'),
      at('agentTokens', 'agent-tokens', 'keys.manage'),
      at('webhooks', 'webhooks', 'webhooks.manage'),
    ],
  },
  {
    name: 'records',
    sections: [
      at('auditLog', 'audit-log', 'audit.view'),
      at('mails', 'mails', 'team.manage'),
      at('retention', 'retention', 'visitors.erase'),
    ],
  },
];

/** Whether somebody with these permissions is shown a section. */
export const isOpenTo = ({ permission }: SettingsSection, permissions: readonly Permission[]): boolean =>
  permission === null || permissions.includes(permission);

/** The groups with what somebody with these permissions may see; none of them is empty. */
export const settingsFor = (permissions: readonly Permission[]): readonly SettingsGroup[] =>
  SETTINGS.map(({ name, sections }) => ({
    name,
    sections: sections.filter((section) => isOpenTo(section, permissions)),
  })).filter(({ sections }) => sections.length > 0);
