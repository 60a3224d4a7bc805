import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { text, uuid } from '../shapes.ts';
import { offsetTimestamp, wholeList } from './shapes.ts';
import { role } from './team.ts';

const OwnWorkspaceSchema = z
  .object({
    object: z.literal('workspace'),
    id: uuid(),
    name: z.string(),
    role: role().describe('What you are in it.'),
    created_at: offsetTimestamp(),
  })
  .meta({ id: 'OwnWorkspace' });

const common = { tags: ['Workspace'], scope: null, surface: 'inbox', permission: null, tier: 'none' } as const;

export const listOwnWorkspacesEndpoint = endpoint({
  ...common,
  id: 'list-own-workspaces',
  method: 'GET',
  path: '/inbox/api/workspaces',
  summary: 'The workspaces that you belong to',
  responses: { 200: json(wholeList(OwnWorkspaceSchema), 'All of them, the oldest first.') },
  errors: [],
});

export const createWorkspaceEndpoint = endpoint({
  ...common,
  id: 'create-workspace',
  method: 'POST',
  path: '/inbox/api/workspaces',
  summary: 'Add a workspace to this installation',
  description: 'You become its owner, and it begins with one agent. For owners and admins of another workspace.',
  body: z.strictObject({ name: text(100, 1) }),
  bodyExample: { name: 'Second shop' },
  responses: { 201: json(OwnWorkspaceSchema, 'The workspace.') },
  errors: ['forbidden'],
});
