import { expect, it } from 'vitest';
import { bannerLines } from './banner.ts';

const model = { spec: 'builtin', baseUrl: undefined, apiKey: undefined };
const facts = {
  url: 'http://localhost:3000',
  config: { dataDir: '/srv/parley', demo: true, model },
  scenarioId: 'abcdefghij',
  hasToken: true,
  isDefaultDataDir: true,
};
const linesWith = (given: object) => bannerLines({ ...facts, ...given });

it('says where everything is, and how to ask it something', () => {
  const lines = linesWith({});
  expect(lines[0]).toBe('Parley is ready at http://localhost:3000');
  expect(lines).toContain('  Demo           http://localhost:3000/demo');
  expect(lines).toContain('  Chat page      http://localhost:3000/c/abcdefghij');
  expect(lines).toContain('  Data folder    ./data');
  expect(lines.at(-2)).toMatch(/^curl .*npx parley token show.*"scenario_id":"abcdefghij"/);
});

it('names the demo only where there is one', () => {
  const lines = linesWith({ config: { ...facts.config, demo: false } });
  expect(lines.join('\n')).not.toContain('/demo');
  expect(lines).toContain('  Chat page      http://localhost:3000/c/abcdefghij');
});

it('names no page of an agent before there is one, and says how to make one', () => {
  const text = linesWith({ scenarioId: null }).join('\n');
  expect(text).not.toMatch(/\/demo|\/c\/|curl/);
  expect(text).toContain('npx parley agent create');
});

it('asks with a token to be made, and of the right folder, where that is needed', () => {
  const isElsewhere = { hasToken: false, isDefaultDataDir: false, config: { ...facts.config, dataDir: "/srv/o'hare" } };
  const lines = linesWith(isElsewhere);
  expect(lines).toContain("  Data folder    /srv/o'hare");
  expect(lines.at(-2)).toContain("$(PARLEY_DATA_DIR='/srv/o'\\''hare' npx parley token create --scenario abcdefghij");
});
