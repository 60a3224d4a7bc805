import { inject } from 'vitest';
import { type InboxAssets, NO_INBOX_ASSETS, readInboxAssets } from '../../src/runtime/inbox-assets.ts';

/** The inbox that the set-up of the suite has built; none where it does not build: only what needs it fails then. */
export function builtInbox(): InboxAssets {
  const folder = inject('inboxFolder');
  return folder ? readInboxAssets(folder, { error: console.error }) : NO_INBOX_ASSETS;
}
