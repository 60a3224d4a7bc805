import type { EndpointById, ReplyOf, startVisitorSessionEndpoint } from '@parley/protocol/api';
import { ApiError } from '../api-error.ts';
import { settle } from './settle.ts';
import type { Turns } from './take-turns.ts';
import type { VisitorProblem } from './visitor-client.ts';
import {
  type Core,
  changeLine,
  complain,
  forgotten,
  keep,
  mayAct,
  notConsented,
  notVouchedFor,
  type Session,
} from './visitor-core.ts';
import type { VisitorCallId, VisitorRequest } from './visitor-requests.ts';

type Reply = ReplyOf<typeof startVisitorSessionEndpoint>;

export type Sessions = {
  /** Whether requests wait until the site vouches for its visitor (again). */
  isHeld(): boolean;
  /**
   * Makes the session that of the person whom the site has vouched for. Rejects with ApiError when it is not believed; null
   * signs out.
   */
  identify(jwt: string | null): Promise<void>;
  /** Runs `ask` with the token of the session, and again with that of a new one where the server takes it no longer. */
  use<T>(ask: (token: string) => Promise<T>): Promise<T>;
  /** Calls with the session. */
  call<Id extends VisitorCallId>(id: Id, request: VisitorRequest<Id>): Promise<ReplyOf<EndpointById<Id>>>;
};

type SessionsInput = {
  readonly core: Core;
  readonly turns: Turns;
  /** Forgets what the person before has said: another has signed in. */
  readonly clear: () => void;
};

/** Whose conversation it is: one session for all tabs, begun when it is first needed. */
export function createSessions({ core, turns, clear }: SessionsInput): Sessions {
  let over: string | null = null;
  let beginning: Promise<Session> | null = null;
  let identifying: Promise<Session> | null = null;
  const isValid = (session: Session | null): session is Session =>
    session !== null && session.token !== over && !isOld(core, session);
  const kept = (): Session | null => {
    const session = readSession(core.shelf.read('session'));
    return isValid(session) ? session : null;
  };
  const begin = (): Promise<Session> =>
    turns('session', async () => {
      const { era } = core.model;
      const session = kept() ?? (await startSession(core, null));
      if (era !== core.model.era) throw forgotten();
      // Another tab may have taken this one for asleep meanwhile.
      return take(kept() ?? session);
    });
  const take = (session: Session): Session => {
    const before = core.model.session?.visitor;
    if (before?.is_verified && before.id !== session.visitor.id) clear();
    keep(core, { session });
    return session;
  };
  const isHeld = (): boolean => {
    const { config, session } = core.model;
    const isVerified = session?.visitor.is_verified === true;
    return isVerified ? session.token === over : config?.identity === 'required';
  };
  const token = async (): Promise<string> => {
    await core.loading;
    if (!mayAct(core.model)) throw notConsented(core.model);
    // What is said after the page has told who speaks is said by them.
    await identifying?.catch(() => undefined);
    if (isHeld()) throw notVouchedFor();
    const { session } = core.model;
    if (isValid(session)) return session.token;
    beginning ??= begin().finally(() => {
      beginning = null;
    });
    return (await beginning).token;
  };
  const expire = (token: string): void => {
    if (core.model.session?.token !== token || over === token) return;
    over = token;
    if (!isHeld()) return;
    complain(core, IDENTITY_EXPIRED);
    // The site has a moment to vouch again; then who was known goes on as somebody new, where that is allowed.
    if (core.model.config?.identity !== 'required') {
      core.timers.after(core.pace.identityMs, () => core.model.session?.token === token && goOnUnknown(core));
    }
  };
  const use = usingToken({ token, isHeld, expire });
  return {
    isHeld,
    use,
    async identify(identity) {
      const { era } = core.model;
      const asking = identity === null ? null : turns('session', () => startSession(core, identity));
      identifying = asking;
      const session = await asking;
      // It is void when the page has said another thing meanwhile.
      if (identifying !== asking || era !== core.model.era) return;
      identifying = null;
      if (session) take(session);
      else if (core.model.session?.visitor.is_verified) clear();
      if (IDENTITY_PROBLEMS.includes(core.model.problem?.code)) changeLine(core, { problem: null });
      core.restart();
    },
    call: (id, request) => use((token) => core.requests.call(id, { ...request, token })),
  };
}

type Tokens = {
  readonly token: () => Promise<string>;
  readonly isHeld: Sessions['isHeld'];
  /** The server does not accept this token any more. */
  readonly expire: (token: string) => void;
};

const usingToken =
  ({ token, isHeld, expire }: Tokens): Sessions['use'] =>
  async (ask) => {
    const first = await token();
    try {
      return await ask(first);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      expire(first);
      if (isHeld()) throw error;
      return ask(await token());
    }
  };

/** What waits to be said stays, and begins another conversation: the one before was that of a person. */
function goOnUnknown(core: Core): void {
  for (const { id, kind } of core.model.outbox) if (kind === 'call') settle(core, id, IDENTITY_EXPIRED);
  keep(core, { session: null, ids: {}, seen: null });
  changeLine(core, { problem: null });
}

/** Half a year before the session of an anonymous visitor ends it is renewed, so that who comes back is still known. */
const isOld = ({ timers }: Core, { visitor, expiresAt }: Session): boolean =>
  !visitor.is_verified && Date.parse(expiresAt) - timers.now() < 183 * 24 * 3_600_000;

const IDENTITY_EXPIRED: VisitorProblem = {
  code: 'identity_expired',
  message: 'The signed identity of this visitor has expired: call identify with a new one.',
};
const IDENTITY_PROBLEMS: readonly (string | undefined)[] = [IDENTITY_EXPIRED.code, 'identity_required'];

/** A verified session goes on by a new signature only, so its token is not shown for one; an anonymous one is renewed. */
async function startSession({ model, options, requests }: Core, identity: string | null): Promise<Session> {
  const before = model.session;
  const token = before === null ? options.session : before.visitor.is_verified ? undefined : before.token;
  const body = { scenario_id: options.scenarioId, ...(identity === null ? {} : { identity }) };
  const ask = (body: { scenario_id: string; identity?: string; token?: string }): Promise<Reply> =>
    requests.call('start-visitor-session', { body });
  if (token === undefined) return sessionOf(await ask(body));
  try {
    return sessionOf(await ask({ ...body, token }));
  } catch (error) {
    // A token that is too old to be renewed: the visitor begins anew.
    const isTooOld = error instanceof ApiError && (error.status === 401 || error.status === 400) && identity === null;
    if (isTooOld) return sessionOf(await ask(body));
    throw error;
  }
}

const sessionOf = ({ token, expires_at: expiresAt, visitor }: Reply): Session => ({ token, expiresAt, visitor });

/** What was kept as a session, or null for what cannot have been one. */
export function readSession(kept: unknown): Session | null {
  if (typeof kept !== 'object' || kept === null || !('token' in kept) || !('visitor' in kept)) return null;
  const { token, visitor } = kept;
  const isSession =
    typeof token === 'string' &&
    typeof visitor === 'object' &&
    visitor !== null &&
    'id' in visitor &&
    'is_verified' in visitor;
  // Only this module's own sessions are kept under this name and version.
  return isSession ? (kept as Session) : null;
}
