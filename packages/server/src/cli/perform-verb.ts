import { AppError } from '@parley/protocol';
import type { OpenParley } from '../open-parley.ts';
import { channelAddHere } from './channel-add.ts';
import { channelCheckHere, channelConnectHere } from './channel-check.ts';
import { chatTurn } from './chat.ts';
import { exportWrite } from './export.ts';
import { knowledgeImportFile } from './knowledge-add.ts';
import type { Tell } from './verb.ts';
import { VERBS } from './verbs.ts';

/** The parts of verbs that run where the installation is open. */
const PARTS = [chatTurn, exportWrite, knowledgeImportFile, channelAddHere, channelCheckHere, channelConnectHere];

/** Runs a verb on an open installation. Throws `not_found` for one that does not run on installations. */
export async function performVerb(parley: OpenParley, name: string, input: unknown, tell: Tell): Promise<object> {
  const found = [...VERBS, ...PARTS].find((verb) => verb.words.join(' ') === name);
  if (!found?.perform) throw new AppError('not_found', `The server that runs here does not know "${name}".`);
  return found.perform(parley, input, tell);
}
