import { z } from 'zod';
import { type Config, ConfigError } from '../config.ts';
import { checkDatabase } from './checks/database.ts';
import { checkDisk, checkFolder } from './checks/folder.ts';
import { checkModel } from './checks/model.ts';
import { checkPort } from './checks/port.ts';
import { checkRedis } from './checks/redis.ts';
import { ill, type Report, well } from './checks/report.ts';
import { findServer } from './checks/server.ts';
import { localVerb, type Terminal } from './verb.ts';

/** `parley doctor`: what is wrong here, a sentence each, with a way out. It changes nothing. */
export const doctor = localVerb({
  words: ['doctor'],
  summary: 'tell what is wrong, and what to do about it',
  setUp: () => {},
  input: z.object({}),
  async run(terminal) {
    const reports = await examine(terminal);
    const isWell = reports.every((report) => report.ok);
    const lines = reports.map(({ ok, name, message }) => `${ok ? 'ok   ' : 'WRONG'}  ${name.padEnd(13)}  ${message}`);
    terminal.show({ ok: isWell, checks: reports }, [...lines, '', isWell ? 'All is well.' : 'Something is wrong.']);
    if (!isWell) terminal.fail();
  },
});

async function examine(terminal: Terminal): Promise<Report[]> {
  const node = well('node', `This is Node ${process.versions.node}.`);
  const config = readOrExplain(terminal);
  if (Array.isArray(config)) return [node, ...config];
  const server = findServer(config);
  return [
    node,
    well('configuration', 'The environment can be read.'),
    await checkFolder(config),
    await checkDisk(config),
    ...(await server).reports,
    await checkPort(config, (await server).url),
    ...(await checkDatabase(config, (await server).isRunning, terminal.logger())),
    ...(await checkRedis(config)),
    await checkModel(config),
  ];
}

function readOrExplain(terminal: Terminal): Config | Report[] {
  try {
    return terminal.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').map((problem) => ill('configuration', problem));
  }
}
