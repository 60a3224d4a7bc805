import { AppError, type FieldProblem } from '@parley/protocol';
import type { AgentSettings } from '../domain/agent/settings.ts';
import { listMembers } from '../store/people/members.ts';
import type { Deps } from './deps.ts';
import { type UpdateAgentSettingsInput, updateAgentSettings } from './update-agent-settings.ts';

/**
 * Sets how an agent hands over, for the next message on, and gives all settings. Throws `validation_failed` for holidays
 * that are not known, and for operators who are no members of the workspace.
 */
export async function setHandoff(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'holidays'>,
  input: UpdateAgentSettingsInput,
): Promise<AgentSettings> {
  const { settings, origin } = input;
  const fields = [...(await placeProblems(deps, settings)), ...(await operatorProblems(deps, settings, origin))];
  if (fields.length === 0) return updateAgentSettings(deps, input);
  const sentences = fields.map(({ path, message }) => `${path} ${message}.`);
  throw new AppError('validation_failed', sentences.join(' '), { fields });
}

type Settings = UpdateAgentSettingsInput['settings'];

async function placeProblems({ holidays }: Pick<Deps, 'holidays'>, settings: Settings): Promise<FieldProblem[]> {
  if (!settings.holidays) return [];
  const part = await holidays.problemOf(settings.holidays);
  if (part === null) return [];
  const message =
    part === 'country'
      ? 'is no country whose holidays are known'
      : 'is no part of the country with holidays of its own';
  return [{ path: `holidays.${part}`, message }];
}

async function operatorProblems(
  { database }: Pick<Deps, 'database'>,
  { routingProfiles = [], notifiedOfHandoffs = [] }: Settings,
  { workspaceId }: UpdateAgentSettingsInput['origin'],
): Promise<FieldProblem[]> {
  const lists = [
    ...routingProfiles.map(({ operators }, at) => ({ path: `routing_profiles.${at}.operators`, operators })),
    { path: 'notify', operators: notifiedOfHandoffs },
  ];
  if (lists.every(({ operators }) => operators.length === 0)) return [];
  const members = new Set((await listMembers(database.db, workspaceId)).map(({ userId }) => userId));
  return lists.flatMap(({ path, operators }) =>
    operators.flatMap((id, place) =>
      members.has(id.toLowerCase()) ? [] : [{ path: `${path}.${place}`, message: 'is no member of the workspace' }],
    ),
  );
}
