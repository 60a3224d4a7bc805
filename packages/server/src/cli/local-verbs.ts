import { channelAdd } from './channel-add.ts';
import { channelCheck, channelConnect } from './channel-check.ts';
import { chat } from './chat.ts';
import { doctor } from './doctor.ts';
import { exportConversations } from './export.ts';
import { knowledgeAdd } from './knowledge-add.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { tokenShow } from './token-show.ts';
import type { Verb } from './verb.ts';

/** What works where it is typed, and goes through the installation at most in part. */
export const LOCAL_VERBS: readonly Verb[] = [
  serve,
  tokenShow,
  knowledgeAdd,
  chat,
  exportConversations,
  channelAdd,
  channelCheck,
  channelConnect,
  doctor,
  restore,
];
