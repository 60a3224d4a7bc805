import type { InboxClient } from '@parley/sdk';
import { type AgentValues, parted } from './setting-fields.ts';

/** What is changed is what these versions show: the server refuses it when somebody else was quicker. Null asks for none. */
type Versions = {
  /** Of the settings of the Agent API. */
  readonly settings: string | null;
  /** Of what the Workspace API shows of the agent. */
  readonly agent: string | null;
};

export type StoredAgent = { readonly values: AgentValues; readonly versions: Versions };

type Place = { readonly client: Pick<InboxClient, 'call' | 'agent'>; readonly agentId: string };

/** The settings of an agent, as both contracts have them, each with its version. */
export async function readAgent({ client, agentId }: Place): Promise<StoredAgent> {
  let versions: Versions = { settings: null, agent: null };
  const note = (part: keyof Versions) => (headers: Headers) => {
    versions = { ...versions, [part]: headers.get('etag') };
  };
  const [settings, agent] = await Promise.all([
    client.agent(agentId)('get-chatbot-settings', { onHeaders: note('settings') }),
    client.call('get-chatbot', { params: { id: agentId }, onHeaders: note('agent') }),
  ]);
  const { suggestions, away_mail_minutes, description } = agent;
  return {
    values: { ...settings, suggestions, away_mail_minutes, description: description ?? '' },
    versions,
  };
}

/**
 * Saves what has changed, each part over the version that was shown. The Workspace API's own comes first: it shows some of
 * the other settings too, so that its version would be another after them, and not the other way round. `onPart` hears of
 * it at once: the rest may be refused.
 */
export async function saveAgent(
  { client, agentId }: Place,
  changes: Partial<AgentValues>,
  { versions }: StoredAgent,
  onPart: (part: Partial<AgentValues>, version: string | null) => void,
): Promise<void> {
  const [own, others] = parted(changes);
  if (Object.keys(own).length > 0) {
    let version: string | null = null;
    const onHeaders = (headers: Headers): void => {
      version = headers.get('etag');
    };
    const headers = ifMatch(versions.agent);
    await client.call('update-chatbot', { params: { id: agentId }, body: own, headers, onHeaders });
    onPart(own, version);
  }
  if (Object.keys(others).length > 0) {
    await client.agent(agentId)('update-chatbot-settings', { body: others, headers: ifMatch(versions.settings) });
  }
}

/** What is stored once a part is. */
export const withPart = (
  { values, versions }: StoredAgent,
  part: Partial<AgentValues>,
  agent: string | null,
): StoredAgent => ({ values: { ...values, ...part }, versions: { ...versions, agent } });

const ifMatch = (version: string | null): Record<string, string> => (version ? { 'if-match': version } : {});
