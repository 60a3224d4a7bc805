import type { ChatbotSettings, ChatbotSettingsPatch } from '@parley/protocol/api';
import type { AgentSettings } from '../../../domain/agent/settings.ts';

/** What the Agent API calls each setting; docs/api/settings.md shows the names of every contract side by side. */
const NAMES = {
  one_word_description: 'name',
  short_description: 'description',
  ai_commands: 'guidelines',
  personality: 'personality',
  profession: 'profession',
  creativity_level: 'creativity',
  reply_length: 'replyLength',
  greeting: 'greeting',
  greeting2: 'greeting2',
  header: 'header',
  header2: 'header2',
  language_chosen: 'language',
  unknown_reply: 'unknownReply',
  people_enabled: 'peopleEnabled',
  people_keep_conversations: 'peopleKeepConversations',
  auto_close_hours: 'autoCloseHours',
  queue_notice_minutes: 'queueNoticeMinutes',
  hand_back_after_minutes: 'handBackAfterMinutes',
} as const satisfies Record<keyof ChatbotSettings, keyof AgentSettings>;

/** Settings as the Agent API shows them. */
export function settingsJson(settings: AgentSettings): ChatbotSettings {
  const shown = Object.entries(NAMES).map(([name, ours]) => [name, settings[ours]]);
  return Object.fromEntries(shown) as ChatbotSettings;
}

/** What a caller sets, under our names. */
export function settingsOf(patch: ChatbotSettingsPatch): Partial<AgentSettings> {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [NAMES[name as keyof typeof NAMES], value]));
}
