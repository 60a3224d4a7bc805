const LOOK_MS = 5_000;

/**
 * Calls `wake` when the network is back, when the page is looked at again, and when the clock tells that nothing ran for a
 * while: a sleeping computer sends no event. Gives what ends it.
 */
export function onWake(wake: () => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  window.addEventListener('online', wake, { signal });
  window.addEventListener('pageshow', wake, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake(), { signal });
  let looked = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - looked > LOOK_MS * 2) wake();
    looked = now;
  }, LOOK_MS);
  return () => {
    ending.abort();
    clearInterval(timer);
  };
}
