/** The part of pg that has no types: how it turns a JavaScript value into a parameter. */
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): string | Buffer | null;
}
