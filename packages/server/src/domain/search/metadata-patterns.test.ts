import { expect, test } from 'vitest';
import { metadataPatterns } from './metadata-patterns.ts';

test.each([
  ['plan', 'pro', ['{"plan":"pro"}', '{"plan":["pro"]}']],
  ['seats', '42', ['{"seats":"42"}', '{"seats":["42"]}', '{"seats":42}', '{"seats":[42]}']],
  ['paid', 'true', ['{"paid":"true"}', '{"paid":["true"]}', '{"paid":true}', '{"paid":[true]}']],
  ['user.plan', 'a', ['{"user.plan":"a"}', '{"user.plan":["a"]}', '{"user":{"plan":"a"}}', '{"user":{"plan":["a"]}}']],
  ['"', '\\', ['{"\\"":"\\\\"}', '{"\\"":["\\\\"]}']],
  ['code', '007', ['{"code":"007"}', '{"code":["007"]}']],
  ['big', '1e999999', ['{"big":"1e999999"}', '{"big":["1e999999"]}']],
  ['.', 'x', ['{".":"x"}', '{".":["x"]}']],
])('metadata %s:%s', (key, value, expected) => {
  expect(metadataPatterns({ key, value })).toEqual(expected);
});
