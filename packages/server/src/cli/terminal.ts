import { type Config, readConfig } from '../config.ts';
import { createLogger } from '../runtime/logger.ts';
import { callControl } from './control-socket.ts';
import type { Tell, Terminal } from './verb.ts';

/** The terminal of this process. */
export function createTerminal(isJson: boolean): Terminal {
  let config: Config | undefined;
  let exitCode = 0;
  let here: Promise<{ call: Terminal['call']; close(): Promise<void> }> | undefined;
  const terminal: Terminal = {
    isJson,
    config() {
      config ??= readConfig();
      return config;
    },
    logger: () => createLogger(terminal.config().logLevel),
    async call(words, input, told = () => {}) {
      if (!here && !terminal.config().databaseUrl) {
        const answered = await callControl(terminal.config().dataDir, { verb: words.join(' '), args: input }, told);
        if (answered) return answered.result;
      }
      here ??= openHere(terminal);
      return (await here).call(words, input, told);
    },
    show(result, lines) {
      // At once: whoever waits for the ready line finds the rest of the banner with it.
      process.stdout.write((isJson ? [JSON.stringify(result)] : lines).map((line) => `${line}\n`).join(''));
    },
    note: (line) => void process.stderr.write(`${line}\n`),
    write: (text) => void (isJson || process.stdout.write(text)),
    fail() {
      exitCode = 1;
    },
    get exitCode() {
      return exitCode;
    },
    async close() {
      await (await here)?.close();
    },
  };
  return terminal;
}

/** The whole of the server is loaded only for what a server does not do already. */
async function openHere(terminal: Terminal) {
  const { openParley } = await import('../open-parley.ts');
  const { performVerb } = await import('./perform-verb.ts');
  const parley = await openParley(terminal.config(), terminal.logger());
  return {
    call: (words: readonly string[], input: object, told: Tell = () => {}) =>
      performVerb(parley, words.join(' '), input, told),
    close: () => parley.close(0),
  };
}
