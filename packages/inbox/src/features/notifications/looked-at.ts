const KEY = 'parley.inbox.looked-at';

/** Says to all tabs which conversation is on the screen that has the focus; null for none. */
export function lookAt(conversationId: string | null): void {
  try {
    if (conversationId === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, conversationId);
  } catch {
    // Without storage a tab may tell of what another one shows: better twice than never.
  }
}

/** Whether somebody looks at the conversation in a tab of this browser. */
export function isLookedAt(conversationId: string): boolean {
  try {
    return localStorage.getItem(KEY) === conversationId;
  } catch {
    return false;
  }
}
