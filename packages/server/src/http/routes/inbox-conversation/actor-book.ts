import type { FastifyRequest } from 'fastify';
import { readSettings } from '../../../domain/agent/settings.ts';
import { readWidgetSettings } from '../../../domain/agent/widget-settings.ts';
import type { ActorBook } from '../../../presenters/named-actor.ts';
import type { OpenedConversation } from '../../../store/inbox/find-opened-conversation.ts';
import { findNamedActors } from '../../../store/people/find-named-actors.ts';
import type { HttpDeps } from '../../deps.ts';
import { publicHost } from '../../public-host.ts';

/** Looks up who is named in a conversation: users, keys and tokens by their ids, its agent and its visitor. */
export async function actorBook(
  deps: HttpDeps,
  { state, agent }: Pick<OpenedConversation, 'state' | 'agent'>,
  { ids, request }: { readonly ids: readonly string[]; readonly request: FastifyRequest },
): Promise<ActorBook> {
  return {
    known: await findNamedActors(deps.database.named, state.workspaceId, ids),
    agent: { name: readSettings(agent.settings).name, avatar: readWidgetSettings(agent.widget).avatar },
    visitorName: state.visitor.name,
    host: publicHost(deps, request),
  };
}
