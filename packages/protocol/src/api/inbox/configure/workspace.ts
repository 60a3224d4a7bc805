import { z } from 'zod';
import { endpoint, json } from '../../endpoint.ts';
import { text, uuid } from '../../shapes.ts';
import { offsetTimestamp } from '../../workspace/shapes.ts';
import { configuring } from './common.ts';

export const WorkspaceSchema = z
  .object({
    object: z.literal('workspace'),
    id: uuid(),
    name: z.string(),
    api_limits: z
      .object({ per_minute: z.int(), per_hour: z.int() })
      .describe('How many calls of the Workspace API all its keys may make together.'),
    created_at: offsetTimestamp(),
  })
  .meta({ id: 'InboxWorkspace' });

const common = { ...configuring, path: '/v1/inbox/workspace' } as const;

export const getWorkspaceEndpoint = endpoint({
  ...common,
  id: 'get-workspace',
  method: 'GET',
  summary: 'The workspace itself',
  permission: 'team.view',
  responses: { 200: json(WorkspaceSchema, 'The workspace.') },
  errors: [],
});

export const renameWorkspaceEndpoint = endpoint({
  ...common,
  id: 'rename-workspace',
  method: 'PATCH',
  summary: 'Give the workspace another name',
  permission: 'workspace.manage',
  body: z.strictObject({
    name: text(100)
      .transform((name) => name.trim())
      .pipe(z.string().min(1, 'must not be empty')),
  }),
  bodyExample: { name: 'Lamps & Co.' },
  responses: { 200: json(WorkspaceSchema, 'The workspace as it is now.') },
  errors: [],
});
