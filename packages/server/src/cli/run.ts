import { AppError } from '@parley/protocol';
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { LOCAL_VERBS } from './local-verbs.ts';
import { createTerminal } from './terminal.ts';
import { type RawInput, type Terminal, type Verb, WrongCall } from './verb.ts';
import { VERBS } from './verbs.ts';

/** What a process ends with: it worked, it did not, it was not called right. */
const [WORKED, FAILED, WRONG_CALL] = [0, 1, 2] as const;

/** Runs the command line and gives the exit code; whatever was refused is then on stderr, a sentence each. */
export async function runCli(words: readonly string[]): Promise<number> {
  const program = new Command('parley').description('Customer conversations with an AI agent.');
  let chosen: Promise<number> | undefined;
  const choose = (verb: Verb, command: Command, raw: RawInput) => {
    chosen = carryOut(verb, command, raw);
  };
  for (const verb of [...LOCAL_VERBS, ...VERBS]) addVerb(program, verb, choose);
  // A wrong call of a part is shown that part's usage.
  everyCommand(program, (command) => command.exitOverride().showHelpAfterError());
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.code.startsWith('commander.help') && words.some(isHelp) ? WORKED : WRONG_CALL;
  }
  return (await chosen) ?? WRONG_CALL;
}

const isHelp = (word: string): boolean => word === 'help' || word === '-h' || word === '--help';

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const part of command.commands) everyCommand(part, change);
}

function addVerb(program: Command, verb: Verb, choose: (verb: Verb, command: Command, raw: RawInput) => void): void {
  const [last = '', ...groups] = verb.words.toReversed();
  let parent = program;
  for (const name of groups.toReversed()) {
    parent = parent.commands.find((command) => command.name() === name) ?? parent.command(name);
  }
  const command = parent.command(last).description(verb.summary).option('--json', 'print the result as JSON');
  verb.setUp(command);
  command.action(() => {
    const named = Object.fromEntries(
      command.registeredArguments.map((argument, at) => [argument.name(), command.processedArgs[at]]),
    );
    choose(verb, command, { ...command.opts(), ...named });
  });
}

async function carryOut(verb: Verb, command: Command, raw: RawInput): Promise<number> {
  const terminal = createTerminal(raw.json === true);
  try {
    await verb.execute(terminal, raw);
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof WrongCall) {
      terminal.note(`${error.message}\n\n${command.helpInformation()}`);
      return WRONG_CALL;
    }
    tellFailure(terminal, error);
    return FAILED;
  } finally {
    await terminal.close();
  }
}

function tellFailure(terminal: Terminal, error: unknown): void {
  const { code, message } = explain(error);
  terminal.note(terminal.isJson ? JSON.stringify({ error: { code, message } }) : message);
}

function explain(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AppError) return error;
  if (error instanceof ConfigError) return { code: 'bad_configuration', message: error.message };
  // A fault of ours: where it happened is worth more than a sentence.
  return { code: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
