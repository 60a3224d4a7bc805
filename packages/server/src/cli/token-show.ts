import { AppError } from '@parley/protocol';
import { z } from 'zod';
import { readFirstRun } from '../runtime/data-folder.ts';
import { localVerb } from './verb.ts';

/** `parley token show`: a token of the first start, alone on its line so that a script can take it. */
export const tokenShow = localVerb({
  words: ['token', 'show'],
  summary: 'print the token of the first start',
  setUp: (command) => void command.option('--read', 'the one that may only read'),
  input: z.object({ read: z.boolean().default(false) }),
  async run(terminal, { read }) {
    const { dataDir } = terminal.config();
    const facts = await readFirstRun(dataDir);
    if (!facts) throw new AppError('not_found', missing(dataDir));
    const token = (read ? facts.read_token : facts.write_token) ?? '';
    terminal.show({ token, scope: read ? 'read_all' : 'write_all', scenario_id: facts.scenario_id }, [token]);
  },
});

function missing(dataDir: string): string {
  return (
    `There is no first-run.json in ${dataDir}: start the server once with \`npm start\`, ` +
    'or make a token with `parley token create`.'
  );
}
