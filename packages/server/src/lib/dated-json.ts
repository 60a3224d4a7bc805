/** A value as JSON text in which instants can be told from texts: `readDated` gives the same value again. */
export const writeDated = (value: object): string => JSON.stringify(packed(value));

/** What `writeDated` wrote, once it is parsed. */
export const readDated = (json: unknown): unknown => mapped(json, (object) => dateOf(object));

const MARK = '$date';

const packed = (value: unknown): unknown =>
  mapped(value, (object) => (object instanceof Date ? { [MARK]: object.toISOString() } : null));

function dateOf(object: object): Date | null {
  const [[name, at] = [], ...others] = Object.entries(object);
  return name === MARK && typeof at === 'string' && others.length === 0 ? new Date(at) : null;
}

/** Replaces the objects for which `by` gives another; the rest is copied. */
function mapped(value: unknown, by: (object: object) => object | null): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const other = by(value);
  if (other) return other;
  if (Array.isArray(value)) return value.map((each) => mapped(each, by));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, by)]));
}
