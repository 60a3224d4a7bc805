import { readWidgetSettings } from '../../domain/agent/widget-settings.ts';
import type { StoredChannel } from '../../domain/channels/channel-state.ts';
import type { JsonObject } from '../../lib/json.ts';
import { AGENT_COLUMNS, type Agent, type AgentColumns, agentOf } from '../agents/find-access.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { type ChannelJson, channelOfJson } from './channels.ts';

/** A channel with the agent that it belongs to. */
export type OpenedChannel = {
  readonly channel: StoredChannel;
  readonly agent: Agent;
  /** Visitors of the agent are answered once they have been quiet for so long: one setting for the website and the messengers. */
  readonly quietMs: number;
};

// As JSON: both have settings.
type Row = AgentColumns & { widget: JsonObject; channel: ChannelJson };

const openedOf = (row: Row): OpenedChannel => ({
  channel: channelOfJson(row.channel),
  agent: agentOf(row),
  quietMs: readWidgetSettings(row.widget).quietMs,
});

/** A channel by the id that its webhook address has; null when there is none. */
export async function openChannel(query: NamedQuery, id: string): Promise<OpenedChannel | null> {
  const text = `select ${AGENT_COLUMNS}, a.widget, to_jsonb(c) as channel from channels c join agents a on a.id = c.agent_id where c.id = $1::uuid`;
  const [row] = await query<Row>('channel-open', text, [id]);
  return row ? openedOf(row) : null;
}

/** The e-mail channels that receive mail by our own listener at one of some addresses, in lower case. */
export async function findMailChannels(query: NamedQuery, addresses: readonly string[]): Promise<OpenedChannel[]> {
  const text = `select ${AGENT_COLUMNS}, a.widget, to_jsonb(c) as channel from channels c join agents a on a.id = c.agent_id
    where c.platform = 'email' and c.settings->>'inbound' = 'smtp'
      and coalesce(nullif(lower(c.settings->>'inbound_address'), ''), lower(c.settings->>'address')) = any($1::text[])
    order by c.id`;
  const rows = await query<Row>('channel-by-mail', text, [addresses]);
  return rows.map(openedOf);
}
