import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { forgetVisitorRoute } from './forget-visitor.ts';
import { rotateIdentitySecretRoute } from './rotate-identity-secret.ts';
import { setVisitorMetadataRoute } from './set-visitor-metadata.ts';
import { startVisitorSessionRoute } from './start-visitor-session.ts';
import { updateVisitorRoute } from './update-visitor.ts';

/** Sessions of visitors, who they are, and forgetting them. */
export function visitorSessionRoutes(app: FastifyInstance, deps: HttpDeps): void {
  startVisitorSessionRoute(app, deps);
  updateVisitorRoute(app, deps);
  setVisitorMetadataRoute(app, deps);
  forgetVisitorRoute(app, deps);
  rotateIdentitySecretRoute(app, deps);
}
