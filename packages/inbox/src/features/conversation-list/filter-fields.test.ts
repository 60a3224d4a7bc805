import { describe, expect, it } from 'vitest';
import {
  AGENT_FIELD,
  choose,
  chosenOf,
  FILTER_FIELDS,
  type FilterField,
  fieldsToOffer,
  isAsked,
  without,
} from './filter-fields.ts';
import { FILTER_NAMES, readAddress, withFilter } from './list-address.ts';

const field = (id: string): FilterField => {
  const found = FILTER_FIELDS.find((each) => each.id === id);
  if (!found) throw new Error(`there is no field ${id}`);
  return found;
};
const people = field('assigned_to') as FilterField & { readonly name: 'assigned_to' };

describe('the fields of the filter menu', () => {
  it('cover everything that the list can be narrowed by', () => {
    const everything = Object.fromEntries(FILTER_NAMES.map((name) => [name, 'true']));
    const { filter } = [AGENT_FIELD, ...FILTER_FIELDS].reduce(
      (request, each) => withFilter(request, without(each)),
      readAddress(everything),
    );
    expect(filter).toEqual({ q: 'true' });
  });

  it('take nobody for one of the people', () => {
    const request = withFilter(readAddress({}), choose(people, ['nobody', 'me']));
    expect(request.filter).toEqual({ assigned_to: 'me', include_unassigned: 'true' });
    expect(chosenOf(people, request.filter)).toEqual(['nobody', 'me']);
    expect(withFilter(request, choose(people, [])).filter).toEqual({});
    expect(isAsked(people, { include_unassigned: 'true' })).toBe(true);
  });

  it('read values that an address separates by commas, but for texts', () => {
    expect(chosenOf(field('status'), { status: 'open,resolved' })).toEqual(['open', 'resolved']);
    expect(chosenOf(field('metadata'), { metadata: 'city:Bonn, Rhine' })).toEqual(['city:Bonn, Rhine']);
  });

  it('offer what an analysis finds once one has found something, or while it is asked for', () => {
    const ids = (filter: object, found = { analyses: false, scores: false }) =>
      fieldsToOffer(filter, found).map(({ id }) => id);
    expect(ids({})).not.toContain('topic');
    expect(ids({ topic: 'refunds' })).toContain('topic');
    expect(ids({}, { analyses: true, scores: false })).toEqual(
      expect.arrayContaining(['topic', 'sentiment', 'flagged']),
    );
    expect(ids({}, { analyses: true, scores: false })).not.toContain('sentiment_score');
    expect(ids({}, { analyses: false, scores: true })).toContain('sentiment_score');
  });
});
