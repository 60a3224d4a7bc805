/** Whether one window of the page is open, for whoever opens it and the window itself. */
export function openState() {
  let isOpen = false;
  const listeners = new Set<() => void>();
  return {
    get: (): boolean => isOpen,
    set(next: boolean): void {
      isOpen = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
