import type { ChannelConfig, Person } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { storableText } from '../../lib/storable-text.ts';
import { callSlack } from './call.ts';
import { objectOf, textOf } from './payload.ts';

/** Name, phone, language, and with `users:read.email` the address; null when Slack does not say. Throws what may pass. */
export async function profile(
  fetch: OutsideFetch,
  user: string,
  config: ChannelConfig,
): Promise<Omit<Person, 'id'> | null> {
  const answer = await callSlack(fetch, config, 'users.info', { user, include_locale: true });
  if (!answer.ok) {
    if (answer.failure === 'retry' || answer.failure === 'unknown') throw new Error(answer.detail);
    return null;
  }
  const told = objectOf(answer.body, 'user');
  const own = objectOf(told, 'profile');
  const [, language] = /^([a-z]{2})(-|$)/.exec(textOf(told, 'locale')) ?? [];
  const known = {
    name: textOf(own, 'real_name') || textOf(told, 'real_name') || textOf(own, 'display_name') || textOf(told, 'name'),
    email: textOf(own, 'email'),
    phone: textOf(own, 'phone'),
    language: language ?? '',
  };
  const given = Object.entries(known).filter(([, value]) => value.trim());
  return given.length > 0 ? Object.fromEntries(given.map(([key, value]) => [key, storableText(value).trim()])) : null;
}
