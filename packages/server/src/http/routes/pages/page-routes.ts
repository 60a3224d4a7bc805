import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { sendProblemPage } from '../../pages/problem-page.ts';
import { STYLE, STYLE_PATH } from '../../pages/style.ts';
import { accountPages } from './account-pages.ts';
import { invitationPages } from './invitation-pages.ts';
import { passwordPages } from './password-pages.ts';
import { profilePages } from './profile-pages.ts';
import { signInPages } from './sign-in-pages.ts';
import { twoFactorPages } from './two-factor-pages.ts';
import { workspacePages } from './workspace-pages.ts';

const FORM_LIMIT = 64 * 1024;

/** Our own pages: whatever a mail's link asks for is done on them, without scripts. In a scope of their own, for forms. */
export function pageRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: FORM_LIMIT });
    scope.setErrorHandler((thrown, request, reply) => sendProblemPage(deps, thrown, request, reply));
    scope.get(STYLE_PATH, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(STYLE),
    );
    signInPages(scope, deps);
    passwordPages(scope, deps);
    invitationPages(scope, deps);
    workspacePages(scope, deps);
    accountPages(scope, deps);
    profilePages(scope, deps);
    twoFactorPages(scope, deps);
  });
}
