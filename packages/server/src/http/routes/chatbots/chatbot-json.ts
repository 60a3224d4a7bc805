import type { AgentState } from '@parley/protocol';
import type { BodyOf, Chatbot as ChatbotJson, updateChatbotEndpoint } from '@parley/protocol/api';
import { type AgentSettings, readSettings } from '../../../domain/agent/settings.ts';
import { personalityOf, toneOf } from '../../../domain/agent/tone.ts';
import { offsetTime, offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import type { Chatbot } from '../../../store/agents/chatbots.ts';

/** An agent as the Workspace API shows it; docs/api/settings.md has the names of every contract side by side. */
export function chatbotJson(chatbot: Chatbot, { baseUrl }: { readonly baseUrl: string }): ChatbotJson {
  const settings = readSettings(chatbot.settings);
  return {
    object: 'chatbot',
    id: chatbot.id,
    ...settingsJson({ state: chatbot.state, settings }),
    slug: slugOf(settings.name),
    public_slug: chatbot.scenarioId,
    url: `${baseUrl}/c/${chatbot.scenarioId}`,
    ...notServed(),
    conversation_count: chatbot.conversations,
    last_active_at: offsetTimeOrNull(chatbot.lastActiveAt),
    created_at: offsetTime(chatbot.createdAt),
    updated_at: offsetTime(chatbot.updatedAt),
  };
}

/** What can be set of an agent here. */
export type SetAgent = { readonly state: AgentState; readonly settings: AgentSettings };

/** The same as it is shown. */
export const settingsJson = ({ state, settings }: SetAgent) => ({
  name: settings.name,
  status: state,
  description: orNull(settings.note),
  welcome_message: orNull(settings.greeting),
  welcome_subtitle: orNull(settings.header2),
  system_prompt: orNull(settings.description),
  primary_color: settings.primaryColor,
  tone: toneOf(settings.personality),
  suggestions: [...settings.suggestions],
  human_support_enabled: settings.peopleEnabled,
  location: settings.location as ChatbotJson['location'],
  away_mail_minutes: settings.awayMailMinutes,
});

/** Fields of the contract that have one value here: others are refused. */
const notServed = () => ({
  model: null,
  logo_url: null,
  password_protected: false as const,
  web_search_enabled: false as const,
  page_ids: [],
  article_ids: [],
  category_ids: [],
});

/** What a caller sets, under our names; what is not said is left out. */
export function settingsOf(body: BodyOf<typeof updateChatbotEndpoint>): Partial<AgentSettings> {
  const settings: { [Name in keyof AgentSettings]?: AgentSettings[Name] | undefined } = {
    name: body.name,
    note: textOf(body.description),
    greeting: textOf(body.welcome_message),
    header2: textOf(body.welcome_subtitle),
    description: textOf(body.system_prompt),
    primaryColor: body.primary_color,
    personality: body.tone === undefined ? undefined : personalityOf(body.tone),
    suggestions: body.suggestions,
    peopleEnabled: body.human_support_enabled,
    location: body.location,
    awayMailMinutes: body.away_mail_minutes,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

const orNull = (text: string): string | null => (text === '' ? null : text);
/** Null is the empty text: the contract's word for none. */
const textOf = (given: string | null | undefined): string | undefined => (given === null ? '' : given);

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
