/** Whether two values of a form mean the same: texts, numbers, and lists and records of them. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those of the changed fields that differ from what is stored: what there is to send, and to lose. */
export function changedFields<T extends object>(stored: T, changes: Partial<T>): Partial<T> {
  const names = Object.keys(changes) as (keyof T)[];
  const differing = names.filter((name) => !isSame(changes[name], stored[name]));
  // `Object.fromEntries` forgets which names they were.
  return Object.fromEntries(differing.map((name) => [name, changes[name]])) as Partial<T>;
}

/** What the server said about a field, or about a part of it: `destination` hears of `destination.url` too. */
export function problemAt(fields: Readonly<Record<string, string>>, name: string): string | undefined {
  if (fields[name]) return fields[name];
  const part = Object.keys(fields).find((path) => path.startsWith(`${name}.`));
  return part === undefined ? undefined : fields[part];
}
