import { bare } from './bare.ts';
import type { Rarely } from './rarely.ts';

/** As the browser's own says of itself; bound functions and Proxies have no name there. */
const NATIVE = /^function fetch\(\)\s*{\s*\[native code\]\s*}$/;

/**
 * The browser's own `fetch`. Where a page has put another in its place, that of a hidden frame of ours is taken: what is
 * said in the chat concerns no script of the page, and cannot be broken by one. Who hides it well
 * (`Function.prototype.toString` can be replaced, too) is found out when a request fails: then the frame is tried. Not
 * always, as a frame costs each page more time than all else before somebody opens the chat. The root is in the page already.
 */
export function cleanFetch(root: ShadowRoot, rarely: () => Promise<Rarely>): typeof fetch {
  const own = window.fetch.bind(window);
  let clean: (() => typeof fetch | undefined) | undefined;
  let isOwnGood = isNative(window.fetch);
  return async (input, init) => {
    const request = bare({ ...init });
    let failure: unknown;
    for (const isOwn of isOwnGood ? [true, false] : [false]) {
      try {
        if (!isOwn) clean ??= (await rarely()).frameFetch(root);
        const answer = await ((isOwn ? null : clean?.()) ?? own)(input, request);
        if (typeof answer?.status !== 'number') throw new Error('it gives no answer');
        isOwnGood = isOwn;
        return answer;
      } catch (error) {
        if (request.signal?.aborted) throw error;
        // The first says what is wrong: the frame's code cannot be had either from a server that is away.
        failure ??= error;
        if (!navigator.onLine) break;
      }
    }
    // Not a TypeError as of browsers: those are what is thrown at pages that call us wrongly.
    throw new Error(failure instanceof Error ? failure.message : String(failure), { cause: failure });
  };
}

function isNative(own: unknown): boolean {
  try {
    return NATIVE.test(Function.prototype.toString.call(own));
  } catch {
    return false;
  }
}
