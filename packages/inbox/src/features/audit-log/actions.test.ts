import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AUDIT_TOPICS, actionsOf, wordsOfAction } from './actions.ts';

const { actions } = JSON.parse(readFileSync(new URL('../../messages/en/audit-log.json', import.meta.url), 'utf8')) as {
  readonly actions: Readonly<Record<string, string>>;
};

it('has words for every act that the log can be narrowed to, and for no other', () => {
  const known = AUDIT_TOPICS.flatMap(actionsOf).map((action) => wordsOfAction(action).slice('actions.'.length));
  expect(known.toSorted()).toEqual(Object.keys(actions).toSorted());
});
