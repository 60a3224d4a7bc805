import type { Chatbot, ChatbotSettings } from '@parley/protocol/api';
import type { InputKind } from './input-kind.ts';

/** Settings that only the Workspace API has. */
type OfWorkspaceApi = 'suggestions' | 'away_mail_minutes' | 'description';

/** What can be set of an agent. */
export type AgentValues = ChatbotSettings & Pick<Chatbot, OfWorkspaceApi>;
export type SettingName = keyof AgentValues;

export type SettingField = InputKind & { readonly name: SettingName };
export type SettingGroup = { readonly name: string; readonly fields: readonly SettingField[] };

const MINUTES_MAX = 10_080;

/** Every setting, in the order of the form. Its words are `fields.<name>`, and `hints.<name>` where there is more to say. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    name: 'who',
    fields: [
      { name: 'one_word_description', kind: 'text' },
      { name: 'short_description', kind: 'long' },
      { name: 'description', kind: 'long' },
    ],
  },
  {
    name: 'manner',
    fields: [
      { name: 'personality', kind: 'choice', options: 14 },
      { name: 'profession', kind: 'text' },
      { name: 'reply_length', kind: 'choice', options: 3 },
      { name: 'creativity_level', kind: 'choice', options: 3 },
      { name: 'ai_commands', kind: 'list', itemMax: 500, isLong: true },
      { name: 'language_chosen', kind: 'language' },
      { name: 'unknown_reply', kind: 'texts-by-language' },
    ],
  },
  {
    name: 'welcome',
    fields: [
      { name: 'greeting', kind: 'long' },
      { name: 'greeting2', kind: 'long' },
      { name: 'header', kind: 'text' },
      { name: 'header2', kind: 'text' },
      { name: 'suggestions', kind: 'list', itemMax: 200 },
    ],
  },
  {
    name: 'people',
    fields: [
      { name: 'people_enabled', kind: 'switch' },
      { name: 'people_keep_conversations', kind: 'switch' },
      { name: 'queue_notice_minutes', kind: 'number', max: MINUTES_MAX },
      { name: 'hand_back_after_minutes', kind: 'number', max: MINUTES_MAX },
      { name: 'auto_close_hours', kind: 'number', max: 8_760 },
      { name: 'away_mail_minutes', kind: 'number', max: 1_440 },
    ],
  },
];

/** Changes in two: what is written to the Workspace API, and the settings of the Agent API, which a trial can try too. */
export function parted(
  changes: Partial<AgentValues>,
): [Partial<Pick<AgentValues, OfWorkspaceApi>>, Partial<Omit<AgentValues, OfWorkspaceApi>>] {
  const { suggestions, away_mail_minutes, description, ...others } = changes;
  const own = {
    ...(suggestions === undefined ? {} : { suggestions }),
    ...(away_mail_minutes === undefined ? {} : { away_mail_minutes }),
    ...(description === undefined ? {} : { description }),
  };
  return [own, others];
}
