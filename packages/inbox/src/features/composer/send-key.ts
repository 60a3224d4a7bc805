const KEPT = 'parley.inbox.sendKey';

/** Which key sends a reply: `Enter` alone, or with Ctrl (Cmd on Apple's machines). */
export type SendKey = 'enter' | 'mod+enter';

/** What the person chose in this browser. */
export function readSendKey(): SendKey {
  try {
    return localStorage.getItem(KEPT) === 'enter' ? 'enter' : 'mod+enter';
  } catch {
    return 'mod+enter';
  }
}

export function keepSendKey(key: SendKey): void {
  try {
    localStorage.setItem(KEPT, key);
  } catch {
    // It holds until the page is closed.
  }
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether a key press sends: with Ctrl it always does. */
export function sends({ key, ctrlKey, metaKey, shiftKey, altKey }: Press, chosen: SendKey): boolean {
  if (key !== 'Enter') return false;
  return ctrlKey || metaKey || (chosen === 'enter' && !shiftKey && !altKey);
}
