import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { deleteActionSecret, setActionSecret } from '../../../commands/change-action-secrets.ts';
import { secretsNamed } from '../../../domain/actions/secrets-named.ts';
import { seenKeys } from '../../../domain/actions/seen-keys.ts';
import { aiActionSecret } from '../../../presenters/ai-action.ts';
import { listActions } from '../../../store/actions/actions.ts';
import { listSecretNames } from '../../../store/actions/secrets.ts';
import { seenMetadata } from '../../../store/actions/seen-metadata.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** JSON is read-only from the store on. */
type Sample = api.AiActionMetadata['sample'];

const SEEN_CONVERSATIONS = 20;

/** What an agent's actions can name: metadata with samples, and secrets, which are set and deleted, and never shown. */
export function aiActionSecretRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, api.listAiActionMetadataEndpoint, async ({ access }) => {
    const seen = await seenMetadata(deps.database.db, access.agent.id, SEEN_CONVERSATIONS);
    return seenKeys(seen).map(({ key, sample, isVerified }) => ({
      key,
      sample: sample as Sample,
      is_verified: isVerified,
    }));
  });
  agentRoute(app, deps, api.listAiActionSecretsEndpoint, async ({ access }) => {
    const { db } = deps.database;
    const names = await listSecretNames(db, access.agent.id);
    const actions = (await listActions(db, access.agent.id)).map((action) => ({ action, names: secretsNamed(action) }));
    return names.map(({ name, updatedAt }) => {
      const usedBy = actions.filter((used) => used.names.includes(name)).map(({ action }) => action.number);
      return aiActionSecret({ name, updatedAt, usedBy });
    });
  });
  agentRoute(app, deps, api.setAiActionSecretEndpoint, async ({ access, params, body, origin }) => {
    const { value } = body;
    return aiActionSecret(await setActionSecret(deps, { agentId: access.agent.id, name: params.name, value, origin }));
  });
  agentRoute(app, deps, api.deleteAiActionSecretEndpoint, async ({ access, params: { name }, origin }) => {
    await deleteActionSecret(deps, { agentId: access.agent.id, name, origin });
    return { name, deleted: true as const };
  });
}
