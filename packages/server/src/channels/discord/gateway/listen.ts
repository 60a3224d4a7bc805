import type { ChannelConfig, Listening } from '../../../domain/channels/channel.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import type { OpenSocket, OutsideSocket } from '../../../lib/outside-socket.ts';
import { call } from '../call.ts';
import { type App, appOf } from '../definition.ts';
import { DEFERRED, GATEWAY_METHOD } from '../incoming/receive.ts';
import { closedError, GatewayError } from './gateway-error.ts';
import { type Session, sessionOf, storedSession } from './gateway-session.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const;

/** Guilds (for threads), messages in them, direct messages, and the content of messages. */
const INTENTS = { guilds: 1, guildMessages: 1 << 9, directMessages: 1 << 12, messageContent: 1 << 15 };

/** A code of ours: with 1000 Discord would end the session, and it could not be resumed. */
const LEAVING = 4000;

/** How long Discord may take to say hello. */
const HELLO_MS = 30_000;

const HEARD = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'INTERACTION_CREATE'];

type Ways = { readonly fetch: OutsideFetch; readonly openSocket: OpenSocket };

/** Holds one connection to the gateway: events are stored one after the other. Throws a GatewayError when it ends. */
export async function listen(config: ChannelConfig, listening: Listening, ways: Ways): Promise<void> {
  const app = appOf(config);
  const session = sessionOf(listening.resume);
  const url = session.id ? session.url : await gatewayUrl(app, ways.fetch);
  const socket = await ways.openSocket(`${url.replace(/\/$/, '')}/?v=10&encoding=json`);
  const heart = heartOf(socket, session);
  const leave = (): void => socket.close(LEAVING);
  listening.signal.addEventListener('abort', leave);
  if (listening.signal.aborted) leave();
  try {
    for await (const event of socket.events) {
      if (listening.signal.aborted) return;
      if (event.type === 'text') await take(packetOf(event.text), { app, session, socket, heart, listening, ways });
      else {
        const closed = closedError(event.code, event.reason);
        if (closed.endsSession) await listening.remember({});
        throw closed;
      }
    }
  } finally {
    listening.signal.removeEventListener('abort', leave);
    heart.stop();
    socket.close(LEAVING);
  }
}

async function gatewayUrl(app: App, fetch: OutsideFetch): Promise<string> {
  const answer = await call(app, fetch, { method: 'GET', path: '/gateway/bot' });
  if (!answer.ok) {
    const said = answer.failure.status === 401 ? 'Discord does not know this token.' : answer.failure.message;
    throw new GatewayError(said, answer.failure.status === 401);
  }
  if (typeof answer.json.url !== 'string') throw new GatewayError('Discord did not name its gateway.', false);
  return answer.json.url;
}

type Packet = { readonly op: unknown; readonly d: unknown; readonly s: unknown; readonly t: unknown };

function packetOf(text: string): Packet {
  try {
    const { op = null, d = null, s = null, t = null } = JSON.parse(text) as Partial<Packet>;
    return { op, d, s, t };
  } catch {
    return { op: null, d: null, s: null, t: null };
  }
}

type Heart = { begin(intervalMs: number): void; beat(): void; answered(): void; stop(): void };

/** Says that we are there. Without an answer to two the connection is dead, and is closed. */
function heartOf(socket: OutsideSocket, session: Session): Heart {
  let timer = setTimeout(() => socket.close(LEAVING), HELLO_MS);
  let unanswered = 0;
  const beat = (): void => socket.send(JSON.stringify({ op: OP.heartbeat, d: session.seq }));
  return {
    beat,
    begin(intervalMs) {
      clearInterval(timer);
      timer = setInterval(() => {
        if (unanswered >= 2) socket.close(LEAVING);
        unanswered += 1;
        beat();
      }, intervalMs);
    },
    answered: () => (unanswered = 0),
    stop: () => clearInterval(timer),
  };
}

type Held = {
  readonly app: App;
  readonly session: Session;
  readonly socket: OutsideSocket;
  readonly heart: Heart;
  readonly listening: Listening;
  readonly ways: Ways;
};

async function take({ op, d, s, t }: Packet, held: Held): Promise<void> {
  const { app, session, socket, heart, listening } = held;
  switch (op) {
    case OP.hello:
      heart.begin(Math.max(100, Number((d as JsonObject | null)?.heartbeat_interval) || 41_250));
      socket.send(JSON.stringify(session.id ? resuming(app, session) : identifying(app)));
      return;
    case OP.heartbeat:
      return heart.beat();
    case OP.ack:
      heart.answered();
      return;
    case OP.reconnect:
      throw new GatewayError('Discord asked to connect again.', false);
    case OP.invalid:
      if (d !== true) await listening.remember({});
      throw new GatewayError('Discord has forgotten the session.', false);
    case OP.dispatch:
      await dispatch(String(t), d, held);
      if (typeof s === 'number') session.seq = s;
      // What was stored is not asked for again.
      if (t === 'READY' || HEARD.includes(String(t))) await listening.remember(storedSession(session));
      return;
    default:
  }
}

function identifying({ token, channels }: App) {
  const { guilds, guildMessages, directMessages, messageContent } = INTENTS;
  const intents = channels === 'off' ? directMessages : guilds | guildMessages | directMessages | messageContent;
  const properties = { os: 'linux', browser: 'parley', device: 'parley' };
  return { op: OP.identify, d: { token, intents, properties } };
}

const resuming = ({ token }: App, { id, seq }: Session) => ({ op: OP.resume, d: { token, session_id: id, seq } });

async function dispatch(name: string, data: unknown, held: Held): Promise<void> {
  const { app, session, listening, ways } = held;
  if (!isJsonObject(data)) return;
  if (name === 'READY') {
    session.id = String(data.session_id ?? '');
    session.url = String(data.resume_gateway_url ?? '');
  }
  if (name === 'THREAD_CREATE') rememberThreads(session, app, [data]);
  if (name === 'GUILD_CREATE') rememberThreads(session, app, data.threads);
  if (!HEARD.includes(name)) return;
  const isOwnThread = session.threads.has(String(data.channel_id));
  const body = JSON.stringify({ t: name, d: data, ...(isOwnThread ? { own_thread: true } : {}) });
  const bytes = new TextEncoder().encode(body);
  await listening.hear({ method: GATEWAY_METHOD, headers: new Map(), query: new Map(), body: bytes });
  // Commands come this way where the app has no address for them. Only now may Discord be told that it is being answered.
  if (name === 'INTERACTION_CREATE' && data.type === 2) {
    await call(app, ways.fetch, {
      method: 'POST',
      path: `/interactions/${String(data.id)}/${String(data.token)}/callback`,
      json: DEFERRED,
    });
  }
}

/** Threads that the bot began: what is said there is for it. */
function rememberThreads({ threads }: Session, { botId }: App, found: unknown): void {
  for (const thread of Array.isArray(found) ? found : []) {
    if (isJsonObject(thread) && thread.owner_id === botId) threads.add(String(thread.id));
  }
}
