import { type ChildProcess, fork } from 'node:child_process';

type Call = { readonly id: number; readonly name: string; readonly input: unknown };
type Answer = { readonly id: number; readonly result?: unknown; readonly error?: string };

/** A process of a benchmark that is asked over IPC, one call at a time. */
export type Child = {
  readonly pid: number;
  /** Throws what the child threw, and when it does not answer in time. */
  call<T>(name: string, input: unknown, timeoutMs: number): Promise<T>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
};

const STOP_MS = 10_000;

/** Starts a script of a benchmark that calls `serveCalls`. */
export function startChild(script: string, execArgv: readonly string[] = []): Child {
  const child = fork(new URL(script, import.meta.url), { execArgv: [...process.execArgv, ...execArgv] });
  let calls = 0;
  return {
    pid: child.pid ?? 0,
    async call<T>(name: string, input: unknown, timeoutMs: number) {
      calls += 1;
      const answer = await exchange(child, { id: calls, name, input }, timeoutMs);
      if (answer.error !== undefined) throw new Error(`${script} failed at "${name}": ${answer.error}`);
      return answer.result as T;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.disconnect();
      await ended;
      clearTimeout(timer);
    },
  };
}

function exchange(child: ChildProcess, call: Call, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(`"${call.name}" took over ${timeoutMs} ms`))), timeoutMs);
    const onMessage = (answer: unknown) => {
      if ((answer as Answer).id === call.id) end(() => resolve(answer as Answer));
    };
    const onExit = (code: number | null) => end(() => reject(new Error(`the process ended with ${code}`)));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      settle();
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(call);
  });
}

/** The child's side: answers calls until the parent lets go, then runs `end` and exits. */
export function serveCalls(
  handlers: Readonly<Record<string, (input: never) => unknown>>,
  end: () => Promise<void> = async () => {},
): void {
  process.on('message', async ({ id, name, input }: Call) => {
    try {
      const result = await handlers[name]?.(input as never);
      process.send?.({ id, result });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once('disconnect', async () => {
    await end();
    process.exit(0);
  });
}
