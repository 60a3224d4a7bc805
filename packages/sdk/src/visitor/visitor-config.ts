import { ApiError } from '../api-error.ts';
import { endingWith, waitAfter } from './bell.ts';
import { problemOf } from './settle.ts';
import { agree, type Core, change, changeLine, complain, mayAct } from './visitor-core.ts';
import { verdictOf } from './visitor-requests.ts';

/**
 * Loads what the agent shows, unless it was given, and again for another language; resolves after the first attempt, and
 * goes on in the background while the server cannot be reached. It is the only request that needs no consent.
 */
export async function keepConfig(core: Core, signal: AbortSignal): Promise<void> {
  let loading = endingWith(signal);
  keepFresh(core, signal);
  core.reload = () => {
    loading.abort();
    loading = endingWith(signal);
    if (!signal.aborted) void load(core, loading.signal, 1);
  };
  if (core.options.config) take(core);
  else core.loading = load(core, loading.signal, 1);
  await core.loading;
}

/** Asks anew now and then, while the page is in sight, and when it comes into sight after a while. */
function keepFresh(core: Core, signal: AbortSignal): void {
  const { timers, page, pace } = core;
  let askedAt = timers.now();
  let stop = (): void => {};
  const look = (): void => {
    stop();
    if (timers.now() - askedAt >= pace.configMs && page.isVisible()) {
      askedAt = timers.now();
      core.reload();
    }
    stop = timers.after(pace.configMs, look);
  };
  look();
  const stopPage = page.onWake(look);
  const end = (): void => {
    stop();
    stopPage();
  };
  signal.addEventListener('abort', end, { once: true });
}

async function load(core: Core, signal: AbortSignal, attempts: number): Promise<void> {
  if ((await attempt(core, signal)) || signal.aborted) return;
  const stop = core.timers.after(waitAfter(attempts, core.pace), () => {
    signal.removeEventListener('abort', stop);
    void load(core, signal, attempts + 1);
  });
  signal.addEventListener('abort', stop, { once: true });
}

/** Whether there is nothing more to try. */
async function attempt(core: Core, signal: AbortSignal): Promise<boolean> {
  const { scenarioId } = core.options;
  const query = core.language === null ? {} : { language: core.language };
  try {
    const config = await core.requests.call('get-widget-config', {
      params: { scenario_id: scenarioId },
      query,
      signal,
    });
    change(core, { config });
    take(core);
    return true;
  } catch (error) {
    if (signal.aborted) return true;
    complain(core, problemOf(error));
    return error instanceof ApiError && verdictOf(error) !== 'again';
  }
}

/** Now that it is known what may be kept and sent, it is. */
function take(core: Core): void {
  if (core.said.agrees) agree(core);
  if (mayAct(core.model)) core.shelf.release();
  if (core.model.problem?.code === 'offline') changeLine(core, { problem: null });
  core.ring();
  core.ready();
}
