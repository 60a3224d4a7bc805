const REMEMBERED = 'parley.inbox.views-hidden';

/** Whether the column of views was hidden in this browser. */
export function isColumnHidden(): boolean {
  try {
    return localStorage.getItem(REMEMBERED) === 'true';
  } catch {
    // Where nothing is stored it is there.
    return false;
  }
}

/** Remembers it for the next visit, where the browser stores anything at all. */
export function rememberColumn(isHidden: boolean): void {
  try {
    localStorage.setItem(REMEMBERED, String(isHidden));
  } catch {
    // It holds until the page is closed.
  }
}
