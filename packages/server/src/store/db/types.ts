import pgTypes from 'pg-types';

/** Turns PostgreSQL's text form into a JavaScript value; both databases use it, so both give the same values. */
export type ValueParser = (text: string) => unknown;

const OID = { int8: 20, date: 1082, timestamp: 1114, int8Array: 1016, textArray: 1009, dateArray: 1182 } as const;

const parsers = new Map<number, ValueParser>([
  [OID.int8, parseInteger],
  [OID.int8Array, (text) => parseArray(text, parseInteger)],
  // A date has no time zone: as a Date it would shift by a day west of Greenwich.
  [OID.date, String],
  [OID.dateArray, (text) => parseArray(text, String)],
  [OID.timestamp, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
]);

/** The parser of a type, with pg's own signature: `types.getTypeParser` of a client. Binary format is not used. */
export function getTypeParser(oid: number): ValueParser {
  const known = parsers.get(oid);
  if (known) return known;
  const parser: ValueParser = pgTypes.getTypeParser(oid, 'text');
  parsers.set(oid, parser);
  return parser;
}

/** Our ids and counts stay far below 2^53; what does not stays text rather than becoming a wrong number. */
function parseInteger(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/** Through the parser of `text[]`, which knows quotes, nulls and nesting. */
function parseArray(text: string, parse: ValueParser): unknown {
  const each = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(each) : typeof value === 'string' ? parse(value) : value;
  return each(getTypeParser(OID.textArray)(text));
}
