import type { ChannelConfig, ChannelTemplate, CheckReport } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { accountCall, type Problem } from '../shared/graph/graph-check.ts';
import { graphClient } from '../shared/graph/graph-client.ts';
import { verifyTokenOf } from '../shared/graph/graph-signature.ts';
import { listOf, objectOf, textOf } from '../shared/loose-json.ts';
import { meaningOf } from './failures.ts';

const FIELDS = { token: 'access_token', account: 'phone_number_id', meaningOf };

/** Asks WhatsApp for the number and, where the account is known, whether the app hears of it. */
export async function check(fetch: OutsideFetch, config: ChannelConfig): Promise<CheckReport> {
  const graph = graphClient(fetch, config, 'access_token');
  const fields = 'display_phone_number,verified_name,quality_rating';
  const number = await accountCall(() => graph.get(pathOf(config, 'phone_number_id'), { fields }), FIELDS);
  if ('problem' in number) return { problems: [number.problem], facts: {} };
  const { display_phone_number: phone, verified_name: name, quality_rating: quality } = number.json;
  const facts = { phone_number: textOf(phone), name: textOf(name), quality: textOf(quality) };
  return { problems: await subscriptionProblems(fetch, config), facts };
}

async function subscriptionProblems(fetch: OutsideFetch, config: ChannelConfig): Promise<readonly Problem[]> {
  if (!textOf(config.settings.business_account_id)) return [];
  const graph = graphClient(fetch, config, 'access_token');
  const path = `${pathOf(config, 'business_account_id')}/subscribed_apps`;
  const apps = await accountCall(() => graph.get(path), { ...FIELDS, account: 'business_account_id' });
  if ('problem' in apps) return [apps.problem];
  if (listOf(apps.json.data).length > 0) return [];
  return [{ field: null, message: 'No app hears of this WhatsApp Business account yet: connect the channel.' }];
}

/**
 * Subscribes the app to the account, and has what concerns this number delivered to this channel: the account's own override
 * would bring all its numbers here.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export async function connect(fetch: OutsideFetch, config: ChannelConfig): Promise<CheckReport> {
  if (!textOf(config.settings.business_account_id)) {
    const message = 'To connect the webhook, WhatsApp must be told the ID of the WhatsApp Business account.';
    return { problems: [{ field: 'business_account_id', message }], facts: {} };
  }
  const graph = graphClient(fetch, config, 'access_token');
  const apps = `${pathOf(config, 'business_account_id')}/subscribed_apps`;
  const subscribed = await accountCall(() => graph.post(apps, {}), { ...FIELDS, account: 'business_account_id' });
  if ('problem' in subscribed) return { problems: [subscribed.problem], facts: {} };
  const override = { override_callback_uri: config.webhookUrl, verify_token: verifyTokenOf(config) };
  const number = pathOf(config, 'phone_number_id');
  const told = await accountCall(() => graph.post(number, { webhook_configuration: override }), FIELDS);
  return { problems: 'problem' in told ? [told.problem] : [], facts: {} };
}

/** The account's templates with their body, the first 250. Throws where WhatsApp does not tell. */
export async function templates(fetch: OutsideFetch, config: ChannelConfig): Promise<readonly ChannelTemplate[]> {
  if (!textOf(config.settings.business_account_id)) return [];
  const path = `${pathOf(config, 'business_account_id')}/message_templates`;
  const query = { fields: 'name,language,status,components', limit: '250' };
  const answer = await graphClient(fetch, config, 'access_token').get(path, query);
  if (!answer.ok) throw new Error(`WhatsApp did not tell its templates: ${answer.error.detail}`);
  return listOf(answer.json.data).map((template) => templateOf(objectOf(template)));
}

function templateOf({ name, language, status, components }: JsonObject): ChannelTemplate {
  const parts = listOf(components).map(objectOf);
  const body = textOf(parts.find(({ type }) => textOf(type).toUpperCase() === 'BODY')?.text);
  const parameters = new Set(body.match(/\{\{\s*\d+\s*\}\}/g) ?? []).size;
  return { name: textOf(name), language: textOf(language), status: textOf(status).toLowerCase(), body, parameters };
}

const pathOf = ({ settings }: ChannelConfig, key: string): string => `/${encodeURIComponent(textOf(settings[key]))}`;
