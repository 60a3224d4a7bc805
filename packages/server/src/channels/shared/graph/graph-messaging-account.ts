import type { ChannelConfig, CheckReport, FileRef, Person } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { listOf, textOf } from '../loose-json.ts';
import { accountCall } from './graph-check.ts';
import { apiOrigin, graphClient } from './graph-client.ts';
import { notSent } from './graph-failure.ts';
import { fetchMetaFile } from './graph-file.ts';
import { messagingMeaning } from './graph-messaging-failures.ts';

const HOSTS = ['.fbcdn.net', '.fbsbx.com', '.cdninstagram.com'];

/** What an app has to hear of. One list for both platforms, as each call replaces what was there. */
const SUBSCRIBED = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_edits',
  'standby',
].join(',');

type Account = {
  /** The field with the id of the page or account. */
  readonly field: string;
  /** Where it is asked for: `/me` is the page of the token. */
  readonly path: string;
  /** What is asked of it, apart from its id. */
  readonly fields: string;
};

/** Asks Meta for the page or account, and whether the app hears of it. */
export async function checkMessaging(
  fetch: OutsideFetch,
  config: ChannelConfig,
  { field, path, fields }: Account,
): Promise<CheckReport> {
  const graph = graphClient(fetch, config, 'page_access_token');
  const asked = { token: 'page_access_token', account: field, meaningOf: messagingMeaning };
  const account = await accountCall(() => graph.get(path, { fields: `id,${fields}` }), asked);
  if ('problem' in account) return { problems: [account.problem], facts: {} };
  const facts = factsOf(account.json, fields);
  if (textOf(account.json.id) !== textOf(config.settings[field])) {
    return { problems: [{ field, message: 'The token is that of another page or account.' }], facts };
  }
  const apps = await accountCall(() => graph.get('/me/subscribed_apps'), asked);
  if ('problem' in apps) return { problems: [apps.problem], facts };
  const isHeard = listOf(apps.json.data).length > 0;
  const message = 'No app hears of this page yet: connect the channel.';
  return { problems: isHeard ? [] : [{ field: null, message }], facts };
}

const factsOf = (json: JsonObject, fields: string): JsonObject =>
  Object.fromEntries(fields.split(',').map((name) => [name, textOf(json[name])]));

/** Subscribes the app to the page of the token. The address itself is set in the app's dashboard, as only the app may set it. */
export async function connectMessaging(
  fetch: OutsideFetch,
  config: ChannelConfig,
  { field }: Pick<Account, 'field'>,
): Promise<CheckReport> {
  const graph = graphClient(fetch, config, 'page_access_token');
  const asked = { token: 'page_access_token', account: field, meaningOf: messagingMeaning };
  const told = await accountCall(() => graph.post('/me/subscribed_apps', { subscribed_fields: SUBSCRIBED }), asked);
  return { problems: 'problem' in told ? [told.problem] : [], facts: {} };
}

/** What Meta tells of somebody who has written; null where it tells nothing. */
export async function profileOf(
  fetch: OutsideFetch,
  config: ChannelConfig,
  asked: { readonly person: string; readonly fields: string; readonly nameOf: (json: JsonObject) => string },
): Promise<Omit<Person, 'id'> | null> {
  const graph = graphClient(fetch, config, 'page_access_token');
  const answer = await graph.get(`/${encodeURIComponent(asked.person)}`, { fields: asked.fields });
  if (answer.ok) {
    const name = asked.nameOf(answer.json).trim();
    return name ? { name } : null;
  }
  if (notSent(answer.error, messagingMeaning).failure !== 'retry') return null;
  throw new Error(`Meta did not tell who wrote: ${answer.error.detail}`);
}

/** A file lies at an address of its own, which opens without a token. */
export const fetchMessagingFile = (fetch: OutsideFetch, file: FileRef, config: ChannelConfig, maxBytes: number) =>
  fetchMetaFile(fetch, { url: file.ref, hosts: HOSTS, origin: apiOrigin(config), maxBytes });
