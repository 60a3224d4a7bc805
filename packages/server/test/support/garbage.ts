/** Bodies that no platform sends, by what is wrong with them. Each must be refused or ignored, and never throw. */
export const GARBAGE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['null', 'null'],
  ['an empty list', '[]'],
  ['an empty object', '{}'],
  ['a number', '1'],
  ['a text', '"text"'],
  ['half of it', '{"object":"page","entry":[{"id":"1"'],
  ['no JSON', 'payload=%7B%7D'],
  ['deep lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a NUL', '\u0000'],
  ['half a character', '{"entry":"\\ud800"}'],
  ['5 MB', JSON.stringify({ entry: 'x'.repeat(5 * 1024 * 1024) })],
];

/** Values that stand where something else is expected. */
export const WRONG_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  '',
  '\u0000\ud800',
  [],
  [null],
  [[]],
  {},
  { id: {} },
];

/** A JSON value with one of its inner values after the other replaced by something that does not belong there. */
export function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (other: unknown): unknown =>
      Array.isArray(value) ? value.map((item, at) => (String(at) === key ? other : item)) : { ...value, [key]: other };
    for (const wrong of WRONG_VALUES) yield put(wrong);
    for (const deeper of spoiled(inner)) yield put(deeper);
  }
}
