import { describe, expect, it } from 'vitest';
import { createJsonPaths } from '../../runtime/json-paths.ts';
import { filteredAnswer, memoryOf } from './filter-answer.ts';
import { constantsIn, placeholdersIn } from './placeholders.ts';
import { readAnswer } from './read-answer.ts';

const { query, problemOf } = createJsonPaths();
const read = (text: string, type?: string) =>
  readAnswer({ headers: type ? { 'content-type': type } : {}, body: Buffer.from(text) });

describe('an answer', () => {
  it.each([
    ['{"a":1}', 'application/json; charset=utf-8', { a: 1 }],
    ['{"a":1}', undefined, { a: 1 }],
    ['[1]', 'application/vnd.shop+json', [1]],
    ['', 'application/json', null],
    ['ok', 'text/plain', 'ok'],
    ['{"a":"\\u0000","\\u0000":1}', 'application/json', { a: '\ufffd', '\ufffd': 1 }],
  ])('%j of %s is read', (text, type, body) => {
    expect(read(text, type)).toEqual({ type: 'read', body });
  });

  it.each([
    ['<html>', 'text/html'],
    ['{"a":1}', 'text/html'],
    ['{"a":', 'application/json'],
    ['<html>', undefined],
    ['\u0000\u0001', 'application/octet-stream'],
    [`${'['.repeat(40)}${']'.repeat(40)}`, 'application/json'],
  ])('%j of %s is not', (text, type) => {
    expect(read(text, type)).toMatchObject({ type: 'unreadable' });
  });
});

describe('what is taken from it', () => {
  const body = { order: { status: 'shipped', items: [{ id: 1 }, { id: 2 }] }, secretly: 'x' };
  it('is what the paths match', () => {
    expect(filteredAnswer(body, ['$.order.status', '$.order.items[*].id', '$.none'], query)).toEqual({
      '$.order.status': 'shipped',
      '$.order.items[*].id': [1, 2],
    });
    expect(filteredAnswer(body, ['$.none'], query)).toEqual({});
    expect(filteredAnswer(body, [], query)).toBe(body);
  });
  it('is remembered by its key, and what is not there is told', () => {
    const rows = [
      { path: '$.order.status', key: '__proto__' },
      { path: '$.none', key: 'none' },
    ];
    const memory = memoryOf(body, rows, query);
    expect(Object.entries(memory.values)).toEqual([['__proto__', 'shipped']]);
    expect(memory.notFound).toEqual(['none: the answer has nothing at $.none.']);
  });
});

describe('a path', () => {
  it.each(['$', '$.a.b[0]', '$..id', '$.items[?@.price > 3].name', "$['a b']", '$.items[?length(@.name) == 3]'])(
    '%s can be used',
    (path) => expect(problemOf(path)).toBeNull(),
  );
  it.each([
    '',
    'a.b',
    '$.',
    '$..a..b',
    '$[?match(@.a, "x")]',
    '$[?search(@, "x")]',
    '$[?count($..a) > 1]',
    '$[?@ == $.a]',
  ])('%j cannot', (path) => expect(problemOf(path)).toMatch(/^must /));
});

it('placeholders and constants are found, JSON within brackets is none', () => {
  expect(placeholdersIn('{{ a }} {{a}} {{b.c}} {x} {{}}')).toEqual(['a', 'b.c', '']);
  expect(constantsIn('[[key]] [[ Shop id ]] [[true]] [[1,2],[3]] [["a"]]')).toEqual(['key', 'Shop id']);
  const started = performance.now();
  placeholdersIn(`{{${' '.repeat(100_000)}`);
  constantsIn(`[[${' '.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
