import type { Command } from 'commander';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { OpenParley } from '../open-parley.ts';

/** Tells the terminal something before the result is there: a piece of a reply, how far an import is. */
export type Tell = (what: unknown) => void;

/** Where a command was typed: its output, its configuration and the way to the installation. */
export type Terminal = {
  readonly isJson: boolean;
  /** Read when it is first needed; throws ConfigError. */
  config(): Config;
  logger(): Logger;
  /** Runs a verb in the process that has the installation open: the running server, else this one. */
  call(words: readonly string[], input: object, told?: Tell): Promise<object>;
  /** Shows a result: as JSON, or its lines. */
  show(result: object, lines: readonly string[]): void;
  /** A line for people on stderr: it must not get into what a script reads. */
  note(line: string): void;
  /** Text without a line's end on stdout, for people only. */
  write(text: string): void;
  /** Makes the command's exit code 1, whatever it shows. */
  fail(): void;
  readonly exitCode: number;
  /** Gives back what `call` has opened. */
  close(): Promise<void>;
};

/** A command of the command line. It is found by its words: `['agent', 'create']`. */
export type Verb = {
  readonly words: readonly string[];
  readonly summary: string;
  /** Adds arguments and options. */
  setUp(command: Command): void;
  /** What happens where it was typed. Throws `WrongCall` when it was not typed right. */
  execute(terminal: Terminal, raw: RawInput): Promise<void>;
  /** What happens in the process that has the installation open; none for what needs no installation. */
  readonly perform?: (parley: OpenParley, input: unknown, tell: Tell) => Promise<object>;
};

/** Options by name, and `words`: the arguments that are no options. */
export type RawInput = Readonly<Record<string, unknown>>;

/** The command was not typed right: the message says what is wrong, the usage follows, the exit code is 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall';
}

type RemoteVerb<Input extends object, Result extends object> = Pick<Verb, 'words' | 'summary' | 'setUp'> & {
  readonly input: z.ZodType<Input>;
  run(parley: OpenParley, input: Input, tell: Tell): Promise<Result>;
  /** The result as people read it. */
  lines(result: Result): readonly string[];
  readonly told?: (terminal: Terminal, what: unknown) => void;
};

/** A verb that works on an installation: in the running server if there is one, else in this process. */
export function verb<Input extends object, Result extends object>(definition: RemoteVerb<Input, Result>): Verb {
  const { words, summary, input, run, lines, told } = definition;
  return {
    words,
    summary,
    setUp: (command) => definition.setUp(command),
    perform: (parley, given, tell) => run(parley, input.parse(given), tell),
    async execute(terminal, raw) {
      const result = await terminal.call(words, readInput(input, raw), (what) => told?.(terminal, what));
      // It was made by `run`, here or in a server, and holds nothing but JSON.
      terminal.show(result, lines(result as Result));
    },
  };
}

type LocalVerb<Input> = Pick<Verb, 'words' | 'summary' | 'setUp'> & {
  readonly input: z.ZodType<Input>;
  run(terminal: Terminal, input: Input): Promise<void>;
};

/** A verb that works where it was typed. */
export function localVerb<Input>(definition: LocalVerb<Input>): Verb {
  const { words, summary, input, run } = definition;
  return {
    words,
    summary,
    setUp: (command) => definition.setUp(command),
    execute: (terminal, raw) => run(terminal, readInput(input, raw)),
  };
}

function readInput<Input>(schema: z.ZodType<Input>, raw: RawInput): Input {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  throw new WrongCall(z.prettifyError(read.error).replaceAll(/^✖ |\n\s+→ at .*/gm, ''));
}
