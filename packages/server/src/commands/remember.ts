import { AppError } from '@parley/protocol';
import { claimedMetadata, setMetadata } from '../domain/conversation/metadata.ts';
import type { GatheredField } from '../domain/handoff/gathered-field.ts';
import { REMEMBER, type ToolOutcome, type TurnTool } from '../domain/turn/turn-tool.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { type ChangeMetadataDeps, changeMetadata } from './change-metadata.ts';

const VALUE_MAX = 1_000;

/**
 * The tool by which the agent writes down what the visitor says of themselves. It takes the chosen keys alone, what the
 * metadata schema takes of them, and never a key that somebody has vouched for.
 */
export function rememberTool(
  deps: ChangeMetadataDeps,
  { agent, conversationId, fields }: { agent: Agent; conversationId: string; fields: readonly GatheredField[] },
): TurnTool {
  const keys = new Set(fields.map(({ key }) => key));
  return {
    name: REMEMBER,
    description:
      'Writes down what the visitor has said of themselves. Call it as soon as they say one of these, with their own values only; then answer as usual.',
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.key, propertyOf(agent, field)])),
      additionalProperties: false,
      minProperties: 1,
    },
    thinking: null,
    async execute(input) {
      const problem = problemOf(input, keys);
      if (problem !== null) return refused(problem);
      const claimed = input as JsonObject;
      try {
        await changeMetadata(deps, {
          agent,
          conversationId,
          become: (state) => claimedMetadata(state, claimed),
          decide: (state, to) => setMetadata(state, to, { type: 'visitor' }),
        });
        return { failed: false, content: { remembered: Object.keys(claimed) } };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return refused(error.message);
      }
    },
  };
}

const refused = (content: string): ToolOutcome => ({ failed: true, content: content.slice(0, VALUE_MAX) });

/** As the agent's metadata schema describes it, else as the field does. */
function propertyOf({ metadataSchema }: Agent, { key, description, type }: GatheredField): JsonObject {
  const properties = metadataSchema?.properties;
  const known = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return { ...(isObject(known) ? known : { type }), description };
}

function problemOf(input: Json, keys: ReadonlySet<string>): string | null {
  if (!isObject(input) || Object.keys(input).length === 0) return 'Give the keys to write down, with their values.';
  const other = Object.keys(input).find((key) => !keys.has(key));
  if (other !== undefined) return `There is no key ${JSON.stringify(other.slice(0, 60))} to write down.`;
  const empty = Object.entries(input).find(([, value]) => value === null || value === '');
  if (empty) return `${empty[0]} has no value.`;
  const long = Object.entries(input).find(([, value]) => JSON.stringify(value).length > VALUE_MAX);
  return long ? `${long[0]} is longer than ${VALUE_MAX} characters.` : null;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
