import type { AnalysisDimension } from '@parley/protocol/api';

export type Rubric = readonly AnalysisDimension[];

/** A change of the rubric that holds whatever others have changed meanwhile: it names dimensions by their keys. */
export type RubricChange =
  | { readonly type: 'add'; readonly dimension: AnalysisDimension }
  | { readonly type: 'change'; readonly dimension: AnalysisDimension }
  | { readonly type: 'remove'; readonly key: string }
  | { readonly type: 'move'; readonly key: string; readonly by: 1 | -1 };

/** The rubric after a change. One that somebody else has removed meanwhile is added again when it is changed. */
export function changeRubric(rubric: Rubric, change: RubricChange): AnalysisDimension[] {
  const key = 'dimension' in change ? change.dimension.key : change.key;
  const at = rubric.findIndex((each) => each.key === key);
  if (change.type === 'add' || (change.type === 'change' && at < 0)) return [...rubric, change.dimension];
  if (at < 0) return [...rubric];
  if (change.type === 'change') return rubric.with(at, change.dimension);
  const rest = rubric.toSpliced(at, 1);
  const moved = rubric[at];
  if (change.type === 'remove' || !moved) return rest;
  return rest.toSpliced(Math.max(0, at + change.by), 0, moved);
}

/** What the server said about one dimension of those sent, by its own fields; a key that is there already is its key's. */
export function problemsOfDimension(
  fields: Readonly<Record<string, string>>,
  place: number,
): Readonly<Record<string, string>> {
  const of = `dimensions.${place}.`;
  const own = Object.entries(fields).map(([path, problem]): [string, string] => {
    if (path === 'dimensions') return ['key', problem];
    return path.startsWith(of) ? [path.slice(of.length), problem] : [path, problem];
  });
  return Object.fromEntries(own);
}

const KEY_MAX = 64;

/** A key for a dimension of this name: `churn_risk` of `Churn risk`; empty where the name has no letter of a to z. */
export const keyOfName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, KEY_MAX)
    .replace(/_+$/, '');
