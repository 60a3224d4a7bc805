/**
 * JSON of plain values as they are. Libraries of pages give arrays or strings a `toJSON` of their own (Prototype.js is the
 * known one), which `JSON.stringify` would ask.
 */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, given: unknown) {
    const own = this[key];
    return own instanceof Date ? given : own;
  });
}
