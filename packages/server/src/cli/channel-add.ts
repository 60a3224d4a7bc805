import { text } from 'node:stream/consumers';
import { CHANNEL_PLATFORMS } from '@parley/protocol';
import type { ChannelJson } from '@parley/protocol/api';
import { z } from 'zod';
import { createChannel } from '../commands/create-channel.ts';
import { readVariable } from '../config.ts';
import type { ChannelField } from '../domain/channels/channel-field.ts';
import type { Json } from '../lib/json.ts';
import { channelSetUp, shownChannel } from './channel-target.ts';
import { agentOf, ScenarioSchema } from './find-target.ts';
import { cliOrigin } from './key-workspace.ts';
import { localVerb, type Terminal, verb, WrongCall } from './verb.ts';

const FIELDS = {
  scenario: ScenarioSchema,
  platform: z.enum(CHANNEL_PLATFORMS, `--platform must be one of: ${CHANNEL_PLATFORMS.join(', ')}`),
  name: z.string('--name is missing').trim().min(1, '--name is empty').max(100, '--name is too long'),
};
const pairs = (option: string) =>
  z.array(z.string().regex(/^\w+=/, `${option} must be followed by <key>=<value>`)).default([]);

/** `parley channel add`: a secret may come from the standard input or a variable, and not into the shell's history. */
export const channelAdd = localVerb({
  words: ['channel', 'add'],
  summary: 'give an agent an account on a platform',
  setUp: (command) =>
    void command
      .option('--scenario <id>', 'the scenario id of the agent')
      .option('--platform <platform>', CHANNEL_PLATFORMS.join(', '))
      .option('--name <name>', 'what the team calls it')
      .option('--set <key=value>', 'a field of the platform; "-" reads it from the standard input', collect)
      .option('--set-env <key=NAME>', 'a field from an environment variable', collect),
  input: z.object({ ...FIELDS, set: pairs('--set'), setEnv: pairs('--set-env') }),
  async run(terminal, { set, setEnv, ...told }) {
    const settings = { ...(await given(set, terminal)), ...fromVariables(setEnv) };
    // It was made by the part, here or in a server.
    const channel = (await terminal.call(channelAddHere.words, { ...told, settings })) as ChannelJson;
    terminal.show(channel, linesOf(channel));
  },
});

/** The same where the installation is open. */
export const channelAddHere = verb({
  words: ['channel', 'add-here'],
  summary: 'add a channel',
  setUp: () => {},
  input: z.object({ ...FIELDS, settings: z.record(z.string(), z.string()) }),
  async run(parley, { scenario, platform, name, settings }) {
    const agent = await agentOf(parley, scenario);
    const origin = await cliOrigin(parley, agent.workspaceId);
    const fields = parley.deps.channels.get(platform)?.fields ?? [];
    const typed = Object.entries(settings).map(([key, value]) => [key, readTyped(fields, key, value)] as const);
    const told = { agentId: agent.id, platform, name, settings: Object.fromEntries(typed), origin };
    return shownChannel(parley, await createChannel(channelSetUp(parley), told));
  },
  lines: () => [],
});

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

const split = (pair: string): readonly [string, string] => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
};

async function given(set: readonly string[], terminal: Terminal): Promise<Record<string, string>> {
  const values = new Map(set.map(split));
  const asked = [...values].filter(([, value]) => value === '-').map(([key]) => key);
  if (asked.length > 1) throw new WrongCall('Only one --set can be read from the standard input.');
  for (const key of asked) {
    if (process.stdin.isTTY) terminal.note(`Type ${key}, Enter and Ctrl-D.`);
    values.set(key, (await text(process.stdin)).trim());
  }
  return Object.fromEntries(values);
}

function fromVariables(setEnv: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    setEnv.map(split).map(([key, name]) => {
      const value = readVariable(name);
      if (value === undefined) throw new WrongCall(`The environment has no variable ${name}.`);
      return [key, value];
    }),
  );
}

/** What was typed, as the field's kind has it; what cannot be read is refused with the field. */
function readTyped(fields: readonly ChannelField[], key: string, value: string): Json {
  const kind = fields.find((field) => field.key === key)?.kind;
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (kind === 'switch' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

const linesOf = ({ id, webhook_url, generated }: ChannelJson): string[] => [
  `Channel      ${id}`,
  ...(webhook_url ? [`Delivers to  ${webhook_url}`] : []),
  ...Object.entries(generated).map(([key, value]) => `${key.padEnd(11)}  ${value}`),
  `Ask the platform whether it works: parley channel check ${id}`,
];
