import { CHANNEL_PLATFORMS } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { noSuchChannel } from '../../../commands/channel-refusals.ts';
import { checkChannel, connectChannel, listTemplates } from '../../../commands/check-channel.ts';
import { createChannel } from '../../../commands/create-channel.ts';
import { deleteChannel } from '../../../commands/delete-channel.ts';
import { secretsOf } from '../../../commands/secrets-of-channel.ts';
import { updateChannel } from '../../../commands/update-channel.ts';
import { isAllowed } from '../../../domain/people/permissions.ts';
import { callerOf, type Principal } from '../../../domain/people/principal.ts';
import { newChannelSecret } from '../../../identity/new-credentials.ts';
import { channelCheckJson, channelJson, channelPlatformJson, platformParts } from '../../../presenters/channel.ts';
import { findChannel, listChannels, type ShownChannel } from '../../../store/channels/channels.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** The accounts of agents on other platforms: set up, checked, connected, paused and deleted. */
export function channelRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const setUp = { ...deps, randomSecret: newChannelSecret };
  const show = (channel: ShownChannel, principal: Principal) =>
    channelJson(channel, {
      ...platformParts(deps.channels.get(channel.platform)),
      secrets: secretsOf(deps, channel),
      baseUrl: deps.baseUrl(),
      isSetUpBy: isAllowed(callerOf(principal), 'agents.manage'),
    });

  workspaceRoute(app, deps, api.listChannelPlatformsEndpoint, async () => ({
    object: 'list' as const,
    data: CHANNEL_PLATFORMS.flatMap((platform) => deps.channels.get(platform) ?? []).map(channelPlatformJson),
  }));
  workspaceRoute(app, deps, api.listChannelsEndpoint, async ({ workspaceId, principal, query }) => {
    const channels = await listChannels(deps.database.db, { workspaceId, agentId: query.chatbot_id });
    return { object: 'list' as const, data: channels.map((channel) => show(channel, principal)) };
  });
  workspaceRoute(app, deps, api.createChannelEndpoint, async ({ principal, origin, body, keepAnswer }) => {
    const { chatbot_id: agentId, ...given } = body;
    const added = await createChannel(setUp, {
      ...given,
      agentId,
      origin,
      alongside: (tx, channel) => keepAnswer(tx, show(channel, principal)),
    });
    return show(added, principal);
  });
  workspaceRoute(app, deps, api.getChannelEndpoint, async ({ workspaceId, principal, params }) => {
    const channel = await findChannel(deps.database.db, { workspaceId, id: params.id });
    if (!channel) throw noSuchChannel();
    return show(channel, principal);
  });
  workspaceRoute(app, deps, api.updateChannelEndpoint, async ({ principal, origin, params, body }) =>
    show(await updateChannel(setUp, { id: params.id, origin, patch: body }), principal),
  );
  workspaceRoute(app, deps, api.deleteChannelEndpoint, async ({ origin, params }) => {
    await deleteChannel(deps, { id: params.id, origin });
    return { object: 'channel' as const, id: params.id, deleted: true as const };
  });
  askingRoutes(app, deps);
}

/** What calls the platform. */
function askingRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.checkChannelEndpoint, async ({ origin, params, keepAnswer }) =>
    channelCheckJson(
      await checkChannel(deps, {
        id: params.id,
        origin,
        alongside: (tx, check) => keepAnswer(tx, channelCheckJson(check)),
      }),
    ),
  );
  workspaceRoute(app, deps, api.connectChannelEndpoint, async ({ origin, params, keepAnswer }) =>
    channelCheckJson(
      await connectChannel(deps, {
        id: params.id,
        origin,
        alongside: (tx, check) => keepAnswer(tx, channelCheckJson(check)),
      }),
    ),
  );
  workspaceRoute(app, deps, api.listChannelTemplatesEndpoint, async ({ workspaceId, params }) => ({
    object: 'list' as const,
    data: (await listTemplates(deps, { workspaceId, id: params.id })).map((template) => ({
      object: 'channel_template' as const,
      ...template,
    })),
  }));
}
