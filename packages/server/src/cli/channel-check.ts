import type { ChannelCheckJson } from '@parley/protocol/api';
import { checkChannel, connectChannel } from '../commands/check-channel.ts';
import { channelCheckJson } from '../presenters/channel.ts';
import { ChannelSchema } from './channel-target.ts';
import { addWorkspace, cliOrigin } from './key-workspace.ts';
import { localVerb, type Verb, verb } from './verb.ts';

const ASK = { check: checkChannel, connect: connectChannel };

/** Asks where the installation is open, and fails where it was typed unless all is well. */
const askVerb = (word: keyof typeof ASK, summary: string): readonly [Verb, Verb] => {
  const part = verb({
    words: ['channel', `${word}-here`],
    summary,
    setUp: () => {},
    input: ChannelSchema,
    run: async (parley, { id, workspace }) =>
      channelCheckJson(await ASK[word](parley.deps, { id, origin: await cliOrigin(parley, workspace) })),
    lines: () => [],
  });
  const typed = localVerb({
    words: ['channel', word],
    summary,
    setUp: (command) => void addWorkspace(command).argument('<id>', 'as `parley channel list` shows it'),
    input: ChannelSchema,
    async run(terminal, input) {
      // It was made by the part, here or in a server.
      const check = (await terminal.call(part.words, input)) as ChannelCheckJson;
      if (!check.ok) terminal.fail();
      terminal.show(check, linesOf(check));
    },
  });
  return [typed, part];
};

const linesOf = ({ ok, problems, facts }: ChannelCheckJson): string[] => [
  ...(ok ? ['All is well.'] : problems.map(({ field, message }) => (field ? `${field}: ${message}` : message))),
  ...Object.entries(facts).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ),
];

/** `parley channel check`: asks the platform whether the credentials are good. */
export const [channelCheck, channelCheckHere] = askVerb('check', 'ask the platform whether a channel works');

/** `parley channel connect`: tells the platform where to deliver to. */
export const [channelConnect, channelConnectHere] = askVerb('connect', 'tell the platform where to deliver to');
