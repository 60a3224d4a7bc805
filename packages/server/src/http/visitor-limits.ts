import type { FastifyRequest } from 'fastify';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import { addressGroup } from '../lib/address-group.ts';
import type { WidgetAgent } from '../store/agents/find-widget-agent.ts';
import type { HttpDeps } from './deps.ts';
import { tooMany } from './rate-limits.ts';

/** Every call of a page, whatever it asks: only a program that runs wild makes more. */
const CALLS_PER_MINUTE = 240;
/** Pages of sites with many visitors behind one address all ask for it. */
const PUBLIC_CALLS_PER_MINUTE = 1_200;

type LimitDeps = Pick<HttpDeps, 'limits'>;

/** Counts what a visitor says, for the visitor and for where they are. Throws `too_many_requests`. */
export async function spendVisitorTurn(
  deps: Pick<HttpDeps, 'limits' | 'visitorTurns'>,
  request: FastifyRequest,
  { session }: { readonly session: Pick<VisitorSession, 'visitorId'> },
): Promise<void> {
  const { perVisitor, perAddress } = deps.visitorTurns;
  await spend(deps, `visitor:${session.visitorId}`, perVisitor);
  await spend(deps, `visitor-address:${addressGroup(request.ip)}`, perAddress);
}

/** Counts one call of the Widget API for where it comes from. Throws `too_many_requests`. */
export async function spendWidgetCall(
  deps: LimitDeps,
  request: FastifyRequest,
  { isPublic }: { readonly isPublic: boolean },
): Promise<void> {
  const who = `${isPublic ? 'widget-public' : 'widget'}:${addressGroup(request.ip)}`;
  await spend(deps, who, isPublic ? PUBLIC_CALLS_PER_MINUTE : CALLS_PER_MINUTE);
}

/** Counts a turn of an agent's widget, and tells whether the agent's turns of the day were used up before it. */
export async function isOverDailyBudget(deps: LimitDeps, { agent, widget }: WidgetAgent): Promise<boolean> {
  if (widget.dailyTurns === 0) return false;
  return !(await deps.limits.spendOfDay(`turns:${agent.id}`, widget.dailyTurns));
}

async function spend({ limits }: LimitDeps, who: string, perMinute: number): Promise<void> {
  const { retryAfterSeconds } = await limits.spend(who, { perMinute, perHour: Number.MAX_SAFE_INTEGER });
  if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
}
