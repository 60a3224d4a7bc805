import { rotateIdentitySecretEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { rotateIdentitySecret } from '../../../commands/rotate-identity-secret.ts';
import { newIdentitySecret } from '../../../identity/identity-secret.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** `POST /v1/api/widget/identity_secret` */
export function rotateIdentitySecretRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, rotateIdentitySecretEndpoint, async ({ access: { agent }, origin }) => {
    const secret = newIdentitySecret();
    await rotateIdentitySecret(deps, { agentId: agent.id, origin, secret });
    return { secret };
  });
}
