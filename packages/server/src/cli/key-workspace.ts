import { AppError } from '@parley/protocol';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Origin } from '../domain/people/origin.ts';
import type { OpenParley } from '../open-parley.ts';
import { hasWorkspace } from '../store/workspaces/find-workspace.ts';
import { workspaceOf } from './find-target.ts';

/** What `--workspace` takes; the installation's first workspace without it. */
export const WorkspaceSchema = z.uuid('--workspace must be the id of a workspace').optional();

/** Adds `--workspace` to a command. */
export const addWorkspace = (command: Command): Command =>
  command.option('--workspace <id>', 'the workspace, if it is not the first one');

/** The workspace that is meant, as the origin of what the command line does to it. Throws `not_found`. */
export async function cliOrigin(parley: OpenParley, workspace: string | undefined): Promise<Origin> {
  if (workspace !== undefined && !(await hasWorkspace(parley.deps.database.db, workspace))) {
    throw new AppError('not_found', `There is no workspace ${workspace}.`);
  }
  const workspaceId = workspace ?? (await workspaceOf(parley));
  return { workspaceId, actor: { type: 'system' }, ip: null, userAgent: 'the command line' };
}
