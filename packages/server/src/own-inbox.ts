import { buildInbox } from '@parley/inbox/build';
import type { Logger } from 'pino';
import { type InboxAssets, NO_INBOX_ASSETS, readInboxAssets } from './runtime/inbox-assets.ts';
import { reasonOf } from './runtime/reason-of.ts';

/** The inbox, built first where its sources have changed. Without it all else still works. */
export async function ownInbox(logger: Logger): Promise<InboxAssets> {
  try {
    return readInboxAssets(await buildInbox(), logger);
  } catch (error) {
    logger.error({ err: error }, `the inbox could not be built (${reasonOf(error)}): /inbox does not answer`);
    return NO_INBOX_ASSETS;
  }
}
