import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Deps } from '../commands/deps.ts';
import type { Principal } from '../domain/people/principal.ts';
import type { AgentTokens } from '../identity/agent-tokens.ts';
import type { Identity } from '../identity/identity.ts';
import type { LiveEvents } from '../realtime/live-events.ts';
import type { InboxAssets } from '../runtime/inbox-assets.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { SecretBox } from '../runtime/secret-box.ts';
import type { WidgetAssets } from '../runtime/widget-assets.ts';
import type { Allowance, RateLimits, VisitorTurns } from './rate-limits.ts';

/** The people who are signed in. */
export interface Sessions {
  /**
   * Whom the request's session speaks for in a workspace. Throws `unauthenticated` without a session, `forbidden` for a
   * request that another site could have made, and `not_found` for a workspace that the person does not belong to.
   */
  principalOf(request: FastifyRequest, workspaceId: string): Promise<Principal>;
}

/** What the routes need beside the commands' own dependencies. */
export type HttpDeps = Deps & {
  readonly tokens: AgentTokens;
  readonly sessions: Sessions;
  /** Signing in, and what people do about their own account. */
  readonly identity: Identity;
  readonly limits: RateLimits;
  /** The Workspace API's limits for a workspace that has none of its own. */
  readonly workspaceCalls: Allowance;
  /** What visitors of the widget may say a minute. */
  readonly visitorTurns: VisitorTurns;
  readonly secrets: SecretBox;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Who may read `/metrics` from elsewhere than this machine. */
  readonly metricsToken: string | undefined;
  /** For addresses in documents; the request's own host when unset. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: number;
  /** Where a network before the server says the country of whoever asks. */
  readonly countryHeader: string | undefined;
  /** Whether the front door leads to the demo page, with the oldest agent: not where agents are of several tenants. */
  readonly showsDemo: boolean;
  /** The scripts that sites load. */
  readonly widgetAssets: WidgetAssets;
  /** The team's own pages. */
  readonly inboxAssets: InboxAssets;
  /** Open streams, and what feeds them. */
  readonly live: LiveEvents;
  /** Stops long waits when the server drains. */
  readonly draining: AbortSignal;
};
