import { agentCreate } from './agent-create.ts';
import { agentList } from './agent-list.ts';
import { backup } from './backup.ts';
import { channelPause, channelRemove, channelResume } from './channel-change.ts';
import { channelList } from './channel-list.ts';
import { keyPause, keyResume, keyRevoke } from './key-change.ts';
import { keyCreate } from './key-create.ts';
import { keyList } from './key-list.ts';
import { mailList } from './mail-list.ts';
import { tokenCreate } from './token-create.ts';
import { tokenList } from './token-list.ts';
import { tokenRevoke } from './token-revoke.ts';
import { userCreate } from './user-create.ts';
import { userResetPassword } from './user-reset-password.ts';
import type { Verb } from './verb.ts';
import { workspaceLimits } from './workspace-limits.ts';

/** What works on an installation, in the process that has it open. */
export const VERBS: readonly Verb[] = [
  agentCreate,
  agentList,
  userCreate,
  userResetPassword,
  tokenCreate,
  tokenList,
  tokenRevoke,
  keyCreate,
  keyList,
  keyPause,
  keyResume,
  keyRevoke,
  channelList,
  channelPause,
  channelResume,
  channelRemove,
  workspaceLimits,
  mailList,
  backup,
];
