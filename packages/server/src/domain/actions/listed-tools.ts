import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import type { RemoteTool } from '../../lib/remote-tools.ts';
import { storableJson } from '../../lib/storable-json.ts';
import { storableText } from '../../lib/storable-text.ts';
import { isDeeper } from './read-answer.ts';
import type { Redactor } from './redact.ts';
import type { ListedTool } from './remote-mcp.ts';

/** Of what servers tell so much is kept. Sizes count UTF-16 units, those of schemas as JSON. */
const LISTING = { tools: 100, nameMax: 128, titleMax: 200, descriptionMax: 1_000, schemaMax: 16_000, allMax: 256_000 };
const DEPTH_MAX = 16;
const NO_SCHEMA: JsonObject = { type: 'object' };

/**
 * What is kept of the tools that a server has told: cut, without secrets that it has read from our own requests, each name
 * once. A tool whose schema we do not take is kept with the reason, so that people see why it is not there.
 */
export function listedTools(told: readonly RemoteTool[], redact: Redactor): ListedTool[] {
  const seen = new Set<string>();
  let left = LISTING.allMax;
  return told.slice(0, LISTING.tools).flatMap((tool): ListedTool[] => {
    const name = storableText(redact.text(tool.name));
    // A name that is not what the server calls it could not be called by it.
    if (name !== tool.name || name === '' || name.length > LISTING.nameMax || seen.has(name)) return [];
    seen.add(name);
    const problem = problemOfSchema(tool.inputSchema);
    const schema = problem === null ? storableJson(redact.json(tool.inputSchema)) : NO_SCHEMA;
    const size = JSON.stringify(schema).length;
    const isTooMuch = size > left;
    if (!isTooMuch) left -= size;
    return [
      {
        name,
        title: tool.title && cut(storableText(redact.text(tool.title)), LISTING.titleMax),
        description: cut(storableText(redact.text(tool.description)), LISTING.descriptionMax),
        inputSchema: isTooMuch || !isJsonObject(schema) ? NO_SCHEMA : schema,
        isReadOnly: tool.isReadOnly,
        problem: isTooMuch ? 'The schemas of this server are too large together.' : problem,
      },
    ];
  });
}

/** Without half of a sign at the end. */
const cut = (text: string, max: number): string => text.slice(0, max).toWellFormed();

/** Why a schema is not taken whatever a validator says of it. */
function problemOfSchema(schema: unknown): string | null {
  if (!isJsonObject(schema as JsonObject) || (schema as JsonObject).type !== 'object')
    return 'Its input is not described as an object.';
  const given = schema as JsonObject;
  if (isDeeper(given, DEPTH_MAX)) return `The schema of its input is more than ${DEPTH_MAX} levels deep.`;
  if (JSON.stringify(given).length > LISTING.schemaMax)
    return `The schema of its input is longer than ${LISTING.schemaMax} characters.`;
  const { properties } = given;
  if (properties !== undefined && !isJsonObject(properties))
    return 'The schema of its input has no list of properties.';
  // Vendors of models refuse the whole request for one that they do not take.
  const strange = Object.keys(properties ?? {}).some((name) => !/^[A-Za-z0-9_.-]{1,64}$/.test(name));
  return strange ? 'A parameter has a name that models do not take.' : null;
}

/**
 * The part of a schema that models are told: an object with its properties. Vendors refuse a whole request for what
 * else may stand at the top; arguments are held against all of it.
 */
export function toldSchema({ properties = {}, required, additionalProperties, ...rest }: JsonObject): JsonObject {
  return {
    type: 'object',
    properties,
    ...(Array.isArray(required) ? { required } : {}),
    ...(typeof additionalProperties === 'boolean' ? { additionalProperties } : {}),
    ...(isJsonObject(rest.$defs) ? { $defs: rest.$defs } : {}),
    ...(isJsonObject(rest.definitions) ? { definitions: rest.definitions } : {}),
  };
}
