import type { JsonObject } from '../../lib/json.ts';
import type { IdleRules } from '../conversation/apply-idle-rules.ts';
import type { ReceivingAgent } from '../conversation/receive-message.ts';
import type { GatheredField } from '../handoff/gathered-field.ts';
import { DEFAULT_HANDOFF } from '../handoff/handoff-settings.ts';
import type { AgentProfile } from '../turn/turn-context.ts';

/** Every setting of an agent, stored once under our names; docs/api/settings.md maps the contracts' names. */
export type AgentSettings = AgentProfile &
  IdleRules & {
    readonly greeting2: string;
    readonly header: string;
    readonly header2: string;
    readonly peopleKeepConversations: boolean;
    /** For the team alone. */
    readonly note: string;
    /** `#RRGGBB`; null for ours. */
    readonly primaryColor: string | null;
    /** What a visitor might ask first. */
    readonly suggestions: readonly string[];
    /** Where the business is, as the Workspace API keeps it. */
    readonly location: JsonObject | null;
    /** So long after a person's reply a visitor who is away gets it by e-mail; 0 never. */
    readonly awayMailMinutes: number;
    /** Whether other agents may ask this one over the Model Context Protocol, and as what; see mcp-tool.ts. */
    readonly mcpActive: boolean;
    readonly mcpName: string;
    readonly mcpCommand: string;
    readonly mcpDescription: string;
    /** What the agent writes into the metadata from the talk. */
    readonly gathering: readonly GatheredField[];
  };

/** What an agent is before anybody sets anything. */
export const DEFAULT_SETTINGS: AgentSettings = {
  name: 'Assistant',
  description: '',
  guidelines: [],
  personality: 0,
  profession: 'helpful_assistant',
  creativity: 0,
  replyLength: 1,
  language: 'en',
  greeting: 'Hello! How can I help you today?',
  greeting2: '',
  header: '',
  header2: '',
  unknownReply: {},
  peopleEnabled: true,
  peopleKeepConversations: false,
  autoCloseHours: 24,
  queueNoticeMinutes: 5,
  handBackAfterMinutes: 0,
  note: '',
  primaryColor: null,
  suggestions: [],
  location: null,
  awayMailMinutes: 2,
  mcpActive: true,
  mcpName: '',
  mcpCommand: 'send_message',
  mcpDescription: '',
  gathering: [],
  ...DEFAULT_HANDOFF,
};

/** The settings of a stored record: what it lacks has its default. Stored records were validated at the door. */
export function readSettings(stored: JsonObject): AgentSettings {
  return { ...DEFAULT_SETTINGS, ...stored } as AgentSettings;
}

/** What receiving a visitor message needs to know of the agent. */
export function receivingAgent(state: ReceivingAgent['state'], settings: AgentSettings): ReceivingAgent {
  const { peopleEnabled, peopleKeepConversations } = settings;
  return { state, peopleEnabled, peopleKeepConversations };
}
