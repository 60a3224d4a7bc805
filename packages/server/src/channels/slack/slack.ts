import type { Channel } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { check } from './check.ts';
import { SLACK_FIELDS, SLACK_RULES } from './definition.ts';
import { fetchFile } from './files.ts';
import { receive } from './incoming/receive.ts';
import { format } from './outgoing/format.ts';
import { send, typing } from './outgoing/send.ts';
import { profile } from './profile.ts';

/**
 * A bot in a Slack workspace, by the Events API and the Web API (docs/decisions/0039). `fetch` bounds how long a call and how
 * large an answer may be, files included; it should follow no redirects.
 */
export function createSlack({ fetch }: { readonly fetch: OutsideFetch }): Channel {
  return {
    platform: 'slack',
    fields: SLACK_FIELDS,
    rules: SLACK_RULES,
    receive: async (delivery, config, now) => receive(delivery, config, now),
    format,
    send: (to, part, config) => send(fetch, to, part, config),
    typing: (to, config) => typing(fetch, to, config),
    fetchFile: (file, config, maxBytes) => fetchFile(fetch, file, config, maxBytes),
    profile: (person, config) => profile(fetch, person, config),
    check: (config) => check(fetch, config),
  };
}
