import type { AnalysisDimension } from '@parley/protocol/api';

type Found = { readonly key: string; readonly name: string; readonly value: unknown };

/**
 * What was found for dimensions, as the rubric calls and orders them. What it does not know any more, and everything where it
 * cannot be read, comes after that by its key.
 */
export function namedDimensions(
  rubric: readonly Pick<AnalysisDimension, 'key' | 'name'>[],
  found: Readonly<Record<string, unknown>>,
): readonly Found[] {
  const known = rubric.filter(({ key }) => Object.hasOwn(found, key));
  const others = Object.keys(found).filter((key) => !known.some((dimension) => dimension.key === key));
  return [
    ...known.map(({ key, name }) => ({ key, name, value: found[key] })),
    ...others.map((key) => ({ key, name: key, value: found[key] })),
  ];
}
