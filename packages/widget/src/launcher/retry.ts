import { quietly } from '../loader/warn.ts';
import type { ConfigRefusal } from './load-config.ts';

const RETRY_MS = [5_000, 30_000, 120_000];

export type Asking<T> = {
  ask(): Promise<{ readonly found: T } | ConfigRefusal>;
  found(what: T): void;
  refused(problem: { readonly code: string; readonly message: string }): void;
};

/**
 * Asks until there is an answer that will not change, with longer and longer waits, and at once when the browser is online
 * again. Gives what ends it.
 */
export function askAgain<T>({ ask, found, refused }: Asking<T>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let isAsking = false;
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    window.removeEventListener('online', again);
  };
  const attempt = async (count: number): Promise<void> => {
    isAsking = true;
    const answer = await ask();
    isAsking = false;
    if (isOver) return;
    if ('found' in answer || answer.isFinal) end();
    if ('found' in answer) return found(answer.found);
    refused(answer.problem);
    const wait = RETRY_MS[count];
    if (!answer.isFinal && wait) timer = setTimeout(() => quietly(() => attempt(count + 1)), wait);
  };
  const again = (): void => {
    if (isAsking) return;
    clearTimeout(timer);
    quietly(() => attempt(0));
  };
  window.addEventListener('online', again);
  quietly(() => attempt(0));
  return end;
}
