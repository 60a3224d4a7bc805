import { Worker } from 'node:worker_threads';
import type { SchemaAnswer, SchemaProblem, SchemaQuestion } from './json-schema-worker.ts';

/** Checks values against JSON Schemas (2020-12, or draft-07 where `$schema` says so) that anybody may have written. */
export type JsonSchemas = {
  /** Why a schema cannot be used; null if it can. */
  problemOf(schema: object): Promise<string | null>;
  /** What of a value does not satisfy a schema; none if all does. */
  validate(schema: object, value: object): Promise<SchemaProblem[]>;
  close(): Promise<void>;
};

type Limits = { readonly compileMs: number; readonly validateMs: number };

const LIMITS: Limits = { compileMs: 5_000, validateMs: 250 };
const TOO_SLOW = 'takes too long to check: simplify the patterns of the schema';

/**
 * Validators on a thread of its own, started at first need: a pattern such as `(a+)+$` would hold up the whole server
 * for hours. When a time limit is passed the thread is ended, and the value or schema refused. One question at a time.
 */
export function createJsonSchemas(limits: Limits = LIMITS): JsonSchemas {
  let worker: Worker | undefined;
  let previous: Promise<unknown> = Promise.resolve();

  function begin(): Worker {
    const begun = startWorker();
    begun.once('exit', () => {
      if (worker === begun) worker = undefined;
    });
    worker = begun;
    return begun;
  }
  async function ask(question: SchemaQuestion): Promise<SchemaAnswer | 'too_slow'> {
    const running = worker ?? begin();
    const answer = await answerOf(running, question, limits);
    if (answer !== 'too_slow') return answer;
    worker = undefined;
    await running.terminate();
    return answer;
  }
  function inTurn(question: SchemaQuestion): Promise<SchemaAnswer | 'too_slow'> {
    const answer = previous.then(() => ask(question));
    previous = answer.catch(() => undefined);
    return answer;
  }
  return {
    async problemOf(schema) {
      const answer = await inTurn({ schema: JSON.stringify(schema) });
      if (answer === 'too_slow') return TOO_SLOW;
      return answer.kind === 'refused' ? answer.reason : null;
    },
    async validate(schema, value) {
      const answer = await inTurn({ schema: JSON.stringify(schema), value: JSON.stringify(value) });
      if (answer === 'too_slow') return [{ path: '', message: TOO_SLOW }];
      if (answer.kind === 'refused') return [{ path: '', message: `cannot be checked: ${answer.reason}` }];
      return answer.kind === 'validated' ? answer.problems : [];
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

function startWorker(): Worker {
  const url = new URL('./json-schema-worker.ts', import.meta.url);
  const worker = new Worker(url, { env: {}, resourceLimits: { maxOldGenerationSizeMb: 64 } });
  // Without a listener, a thread that dies between two questions would end the process.
  worker.on('error', () => {});
  // An idle thread must not keep the process from ending.
  worker.unref();
  return worker;
}

/** The last answer to a question. A thread that dies of it (memory) counts as one that is too slow. */
function answerOf(worker: Worker, question: SchemaQuestion, limits: Limits): Promise<SchemaAnswer | 'too_slow'> {
  return new Promise((resolve) => {
    const end = (answer: SchemaAnswer | 'too_slow') => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      resolve(answer);
    };
    const onEnd = () => end('too_slow');
    const onMessage = (answer: SchemaAnswer) => {
      if (answer.kind !== 'compiled' || question.value === undefined) return end(answer);
      clearTimeout(timer);
      timer = setTimeout(onEnd, limits.validateMs);
    };
    let timer = setTimeout(onEnd, limits.compileMs);
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    worker.postMessage(question);
  });
}
