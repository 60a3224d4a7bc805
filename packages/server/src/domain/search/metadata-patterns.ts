/** A key of the metadata, perhaps with dots, and the value that it must have, in words. */
export type MetadataPair = { readonly key: string; readonly value: string };

/** No exponents: a few characters of those are more digits than a database holds. */
const NUMBER = /^-?(0|[1-9]\d{0,99})(\.\d{1,99})?$/;

/**
 * The JSON objects, as text, one of which the metadata must contain: the value as text and, where it reads as one, as number,
 * boolean or null; by itself or in a list; under the key as it is written, and one object deeper for each dot.
 */
export function metadataPatterns({ key, value }: MetadataPair): string[] {
  const scalars = [JSON.stringify(value), ...(isLiteral(value) ? [value] : [])];
  const values = scalars.flatMap((scalar) => [scalar, `[${scalar}]`]);
  const parts = key.split('.');
  const isDeep = parts.length > 1 && parts.every((part) => part !== '');
  const paths = [[key], ...(isDeep ? [parts] : [])];
  return paths.flatMap((path) => values.map((one) => nested(path, one)));
}

const isLiteral = (value: string): boolean => ['true', 'false', 'null'].includes(value) || NUMBER.test(value);

const nested = (path: readonly string[], value: string): string =>
  path.reduceRight((inner, part) => `{${JSON.stringify(part)}:${inner}}`, value);
