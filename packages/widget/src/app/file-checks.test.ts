import { describe, expect, it } from 'vitest';
import { fileProblem } from './file-checks.ts';

const aFile = { name: 'a.png', size: 10, type: 'image/png' };

describe('a file for a message', () => {
  it.each([
    [aFile, 0, null],
    [{ ...aFile, type: 'application/pdf' }, 4, null],
    [{ ...aFile, size: 10 * 1024 * 1024 }, 0, null],
    [{ ...aFile, size: 10 * 1024 * 1024 + 1 }, 0, 'fileTooLarge'],
    [{ ...aFile, size: 0 }, 0, 'fileEmpty'],
    [{ ...aFile, type: 'image/svg+xml' }, 0, 'fileType'],
    [{ ...aFile, type: '' }, 0, 'fileType'],
    [aFile, 5, 'fileCount'],
  ])('%j beside %i others: %s', (file, others, problem) => {
    expect(fileProblem(file, others)).toBe(problem);
  });
});
