import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Terminal } from './verb.ts';

/** How far a list of files is, on stderr: a bar for people, plain lines for a log, nothing beside JSON. */
export type Progress = {
  begins(path: string): void;
  /** `line` tells what came of the file; null when that is told later. */
  ended(line: string | null): void;
  close(): void;
};

/** Shows the progress through `total` files. */
export function createProgress(terminal: Terminal, total: number): Progress {
  if (terminal.isJson) return { begins: () => {}, ended: () => {}, close: () => {} };
  if (!process.stderr.isTTY) {
    return { begins: () => {}, ended: (line) => void (line === null || terminal.note(line)), close: () => {} };
  }
  const bar = new SingleBar({ format: '{bar} {value}/{total} {file}', hideCursor: true, stream: process.stderr });
  bar.start(total, 0, { file: '' });
  return {
    begins: (path) => bar.update({ file: basename(path) }),
    ended: () => bar.increment(),
    close: () => bar.stop(),
  };
}

/** How many rows are written, on stderr: a bar for people, nothing for a log and beside JSON. */
export function createRowProgress(terminal: Terminal): {
  at(rows: { readonly written: number; readonly total: number }): void;
  close(): void;
} {
  if (terminal.isJson || !process.stderr.isTTY) return { at: () => {}, close: () => {} };
  const bar = new SingleBar({ format: '{bar} {value}/{total} rows', hideCursor: true, stream: process.stderr });
  let isShown = false;
  return {
    at({ written, total }) {
      if (isShown) return bar.update(written);
      isShown = true;
      bar.start(total, written);
    },
    close: () => void (isShown && bar.stop()),
  };
}
