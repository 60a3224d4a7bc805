const REMEMBERED = 'parley.inbox.workspace';

/** The workspace that was open last in this browser; null where that is not known. */
export function recallWorkspace(): string | null {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

/** Remembers the workspace for the next visit, where the browser stores anything at all. */
export function rememberWorkspace(id: string): void {
  try {
    localStorage.setItem(REMEMBERED, id);
  } catch {
    // The next visit begins with the oldest one.
  }
}
