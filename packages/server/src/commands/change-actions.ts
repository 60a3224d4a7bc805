import { AppError, type FieldProblem } from '@parley/protocol';
import { type Action, type ActionDefinition, missingIn, startsByItself } from '../domain/actions/action.ts';
import { problemsOfHttpRequest } from '../domain/actions/check-http-request.ts';
import { problemsOfRemoteMcp } from '../domain/actions/check-remote-mcp.ts';
import { inputSchemaOf } from '../domain/actions/parameters.ts';
import { isBuiltIn, toolNameOf } from '../domain/actions/tool-name.ts';
import type { Origin } from '../domain/people/origin.ts';
import { isSameJson } from '../lib/same-json.ts';
import {
  findAction,
  forgetListing,
  insertAction,
  lockActions,
  removeAction,
  saveAction,
  takeActionNumber,
} from '../store/actions/actions.ts';
import { listSecretNames } from '../store/actions/secrets.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

const ACTIONS_MAX = 15;

type ActionDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'schemas' | 'jsonPaths'>;

type Told = Pick<Action, 'name' | 'description' | 'icon' | 'iconColor' | 'definition'>;

export type CreateActionInput = Told & {
  readonly agentId: string;
  readonly origin: Origin;
  /** Undefined leaves it to what the action is. */
  readonly isActive: boolean | undefined;
};

/**
 * Adds an action to an agent. One that is complete and only reads is switched on unless told otherwise. Throws
 * `validation_failed` with what is wrong by field, and `conflict` for a name that is taken or the sixteenth.
 */
export async function createAction(
  deps: ActionDeps,
  { agentId, origin, isActive, ...told }: CreateActionInput,
): Promise<Action> {
  await requireUsableSchemas(deps, told.definition);
  return deps.database.transaction(async (tx) => {
    const others = await lockActions(tx, agentId);
    if (others.length >= ACTIONS_MAX) {
      throw new AppError('conflict', `An agent has at most ${ACTIONS_MAX} actions: delete one first.`);
    }
    await requireSound(deps, tx, agentId, told.definition);
    const at = deps.clock.now();
    const number = await takeActionNumber(tx, agentId);
    const isComplete = missingIn({ ...told, remoteTools: null }).length === 0;
    const added: Action = {
      ...told,
      workspaceId: origin.workspaceId,
      agentId,
      id: deps.ids.uuid(),
      number,
      toolName: freeToolName(told.name, number, others),
      remoteTools: null,
      isActive: isActive ?? (isComplete && startsByItself({ ...told, wasComplete: false })),
      wasComplete: isComplete,
      createdAt: at,
      updatedAt: at,
    };
    requireComplete(added);
    await insertAction(tx, added);
    await writeDown(deps, tx, { origin, action: added, verb: 'create' });
    return asStored(tx, added);
  });
}

export type UpdateActionInput = {
  readonly agentId: string;
  readonly number: number;
  readonly origin: Origin;
  readonly patch: { readonly [K in keyof Told]?: Told[K] | undefined } & { readonly isActive?: boolean | undefined };
  /** Looks at what is there under lock; throws what refuses the change. */
  readonly check?: (action: Action) => void;
};

/** Changes an action; one that is made incomplete is switched off. Throws `not_found` and as above. */
export async function updateAction(
  deps: ActionDeps,
  { agentId, number, origin, patch, check }: UpdateActionInput,
): Promise<Action> {
  if (patch.definition) await requireUsableSchemas(deps, patch.definition);
  return deps.database.transaction(async (tx) => {
    const all = await lockActions(tx, agentId);
    const before = all.find((action) => action.number === number);
    if (!before) throw noSuchAction();
    check?.(before);
    requireSameType(before, patch);
    if (patch.definition) await requireSound(deps, tx, agentId, patch.definition);
    const next = patched(before, patch, all);
    const changed = changesOf(before, next);
    if (changed.length === 0) return before;
    const saved = { ...next, updatedAt: deps.clock.now() };
    await saveAction(tx, saved);
    if (before.remoteTools && !saved.remoteTools) await forgetListing(tx, saved.id);
    await writeDown(deps, tx, { origin, action: saved, verb: 'update', changed });
    return asStored(tx, saved);
  });
}

/** Deletes an action with the log of its calls. Throws `not_found`. */
export async function deleteAction(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { agentId, number, origin, check }: Omit<UpdateActionInput, 'patch'>,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const action = (await lockActions(tx, agentId)).find((each) => each.number === number);
    if (!action) throw noSuchAction();
    check?.(action);
    await removeAction(tx, action);
    await writeDown(deps, tx, { origin, action, verb: 'delete' });
  });
}

/** As it will be read: the database puts the keys of an object in its own order, and versions are told by that. */
const asStored = async (tx: Tx, action: Action): Promise<Action> =>
  (await findAction(tx, action.agentId, action.number)) ?? action;

/** The refusal of an action that the agent does not have. */
export const noSuchAction = (): AppError => new AppError('not_found', 'There is no such action.');

function patched(before: Action, patch: UpdateActionInput['patch'], all: readonly Action[]): Action {
  const {
    name = before.name,
    description = before.description,
    icon = before.icon,
    iconColor = before.iconColor,
    definition = before.definition,
  } = patch;
  const others = all.filter(({ id }) => id !== before.id);
  const toolName = name === before.name ? before.toolName : freeToolName(name, before.number, others);
  // Another server has other tools.
  const remoteTools = serverOf(definition) === serverOf(before.definition) ? before.remoteTools : null;
  const isComplete = missingIn({ description, definition, remoteTools }).length === 0;
  const stays = before.isActive || startsByItself({ definition, wasComplete: before.wasComplete });
  const next = {
    ...before,
    name,
    toolName,
    description,
    icon,
    iconColor,
    definition,
    remoteTools,
    isActive: patch.isActive ?? (isComplete && stays),
    wasComplete: before.wasComplete || isComplete,
  };
  requireComplete(next);
  return next;
}

const serverOf = (definition: ActionDefinition): string | null =>
  definition.type === 'remote_mcp' ? definition.remote_mcp.url : null;

function requireSameType({ definition: { type } }: Action, { definition }: UpdateActionInput['patch']): void {
  if (!definition || definition.type === type) return;
  const message = `is for actions of the type ${definition.type}, and this one is of the type ${type}`;
  const fields = [{ path: definition.type, message }];
  throw new AppError('validation_failed', `${definition.type} ${message}.`, { fields });
}

function changesOf(before: Action, next: Action): string[] {
  const fields = ['name', 'description', 'icon', 'iconColor', 'isActive'] as const;
  return [
    ...fields.filter((field) => before[field] !== next[field]).map((field) => WIRE_NAMES[field]),
    ...(isSameJson(jsonOf(before.definition), jsonOf(next.definition)) ? [] : [next.definition.type]),
  ];
}

const WIRE_NAMES = {
  name: 'name',
  description: 'description',
  icon: 'icon',
  iconColor: 'icon_color',
  isActive: 'is_active',
} as const;

/** As it is stored: what is undefined is not there. */
const jsonOf = (definition: ActionDefinition) => JSON.parse(JSON.stringify(definition));

function requireComplete(action: Action): void {
  if (!action.isActive) return;
  const missing = missingIn(action);
  if (missing.length === 0) return;
  const message = `The action is incomplete and cannot be switched on. ${missing.join(' ')}`;
  throw new AppError('validation_failed', message, { fields: [{ path: 'is_active', message }] });
}

/** Throws `conflict` for a name that another tool of the agent has. */
function freeToolName(name: string, number: number, others: readonly Action[]): string {
  const toolName = toolNameOf(name, number);
  if (isBuiltIn(toolName))
    throw new AppError('conflict', `Every agent has a tool ${toolName} already: take another name.`);
  const other = others.find((action) => action.toolName.toLowerCase() === toolName.toLowerCase());
  if (!other) return toolName;
  throw new AppError('conflict', `The action ${other.number} is the tool ${toolName} already: take another name.`);
}

/** Throws `validation_failed` for a definition that cannot be saved. */
async function requireSound(deps: ActionDeps, tx: Tx, agentId: string, definition: ActionDefinition): Promise<void> {
  const names = await listSecretNames(tx, agentId);
  const known = { secretNames: new Set(names.map(({ name }) => name)) };
  refuse(
    definition,
    definition.type === 'http_request'
      ? problemsOfHttpRequest(definition.http_request, known, deps.jsonPaths.problemOf)
      : problemsOfRemoteMcp(definition.remote_mcp, known),
  );
}

/** The same for the JSON Schemas of its parameters, which are compiled elsewhere. */
async function requireUsableSchemas({ schemas }: ActionDeps, definition: ActionDefinition): Promise<void> {
  if (definition.type !== 'http_request') return;
  const { http_request: request } = definition;
  if (!request.parameters.some(({ schema }) => schema)) return;
  const problem = await schemas.problemOf(inputSchemaOf(request.parameters));
  if (problem) refuse(definition, [{ path: 'parameters', message: `have a schema that does not compile: ${problem}` }]);
}

function refuse({ type }: ActionDefinition, problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const fields = problems.map(({ path, message }) => ({ path: `${type}.${path}`, message }));
  const sentences = fields.map(({ path, message }) => `${path} ${message}.`);
  throw new AppError('validation_failed', sentences.join(' '), { fields });
}

type Done = {
  readonly origin: Origin;
  readonly action: Action;
  readonly verb: 'create' | 'update' | 'delete';
  readonly changed?: readonly string[];
};

async function writeDown(
  { ids, clock }: Pick<Deps, 'ids' | 'clock'>,
  tx: Tx,
  { origin, action, verb, changed }: Done,
): Promise<void> {
  const details = {
    number: action.number,
    name: action.name,
    is_active: action.isActive,
    ...(changed ? { changed } : {}),
  };
  const target = { type: 'ai_action', id: action.id };
  await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action: `ai_action.${verb}`, target, details });
}
