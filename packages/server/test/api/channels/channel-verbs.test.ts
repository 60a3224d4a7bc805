import { expect, it, vi } from 'vitest';
import { LOCAL_VERBS } from '../../../src/cli/local-verbs.ts';
import { performVerb } from '../../../src/cli/perform-verb.ts';
import { type RawInput, type Terminal, WrongCall } from '../../../src/cli/verb.ts';
import { VERBS } from '../../../src/cli/verbs.ts';
import { createCredentials } from '../../../src/identity/credentials.ts';
import type { OpenParley } from '../../../src/open-parley.ts';
import { testApp } from '../../support/app.ts';
import { fakeChannels } from '../../support/fake-channel.ts';

const app = testApp({
  channels: fakeChannels(async (url) =>
    Response.json(
      url.includes('/bot1:good/') ? { ok: true, result: { username: 'b' } } : { ok: false, description: 'No' },
    ),
  ),
});

/** Types a verb, at a terminal whose calls arrive where the server is. */
async function type(words: string, raw: RawInput) {
  const { parley } = app.current;
  const commands = { ...parley.deps, credentials: createCredentials(parley.deps.tokens) };
  const open = { ...parley, commands } as unknown as OpenParley;
  const shown: { result: object; lines: readonly string[] }[] = [];
  const calls: object[] = [];
  let exitCode = 0;
  const terminal = {
    call(name: readonly string[], input: object) {
      calls.push(input);
      return performVerb(open, name.join(' '), JSON.parse(JSON.stringify(input)), () => {});
    },
    show: (result: object, lines: readonly string[]) => void shown.push({ result, lines }),
    note: () => {},
    fail() {
      exitCode = 1;
    },
  } as unknown as Terminal;
  const found = [...LOCAL_VERBS, ...VERBS].find((verb) => verb.words.join(' ') === words);
  await found?.execute(terminal, raw);
  // biome-ignore lint/suspicious/noExplicitAny: what a result holds is what each test looks at.
  return { result: shown[0]?.result as any, lines: shown[0]?.lines ?? [], exitCode, calls };
}

const add = (more: RawInput = {}) =>
  type('channel add', {
    scenario: app.current.first.scenario_id,
    platform: 'telegram',
    name: 'Shop',
    set: ['bot_token=1:good', 'port=8443', 'groups=mentions'],
    ...more,
  });

it('adds, lists, checks, connects, pauses, resumes and removes a channel', async () => {
  const { result, lines } = await add();
  const { id, generated } = result;
  expect(result).toMatchObject({ platform: 'telegram', settings: { port: 8443, groups: 'mentions' } });
  expect(JSON.stringify(result)).not.toContain('1:good');
  expect(lines.join('\n')).toContain(generated.verify_token);

  const list = await type('channel list', {});
  expect(list.lines).toEqual([`${id}  telegram   active  Shop`]);
  expect((await type('channel list', { scenario: app.current.first.scenario_id })).result.items).toHaveLength(1);
  expect(await type('channel check', { id })).toMatchObject({ exitCode: 0, lines: ['All is well.', 'username: b'] });
  expect((await type('channel connect', { id })).result).toMatchObject({ object: 'channel_check', ok: true });
  expect((await type('channel pause', { id })).lines).toEqual(['The channel Shop is paused.']);
  expect((await type('channel resume', { id })).result.state).toBe('active');
  expect((await type('channel remove', { id })).result).toEqual({ id, deleted: true });
  await expect(type('channel check', { id })).rejects.toThrow('There is no such channel.');
  const audit = await app.current.database.db
    .selectFrom('audit_log')
    .select(['action', 'actor'])
    .orderBy('id')
    .execute();
  expect(audit.map(({ action }) => action)).toEqual(
    ['create', 'check', 'connect', 'update', 'update', 'delete'].map((verb) => `channel.${verb}`),
  );
  expect(audit[0]?.actor).toEqual({ type: 'system' });
});

it('takes a secret from a variable, and says what is wrong and fails', async () => {
  vi.stubEnv('SHOP_BOT_TOKEN', '1:bad');
  const { result, calls } = await add({ set: [], setEnv: ['bot_token=SHOP_BOT_TOKEN'] });
  expect(calls).toMatchObject([{ settings: { bot_token: '1:bad' } }]);
  const check = await type('channel check', { id: result.id });
  expect(check).toMatchObject({ exitCode: 1, lines: ['bot_token: The platform says: No.'] });
  expect((await type('channel list', {})).lines[1]).toBe('    The platform says: No.');
  vi.unstubAllEnvs();
});

it.each([
  [{ set: ['bot_token'] }, '--set must be followed by <key>=<value>'],
  [{ setEnv: ['bot_token=NOT_THERE_AT_ALL'] }, 'no variable NOT_THERE_AT_ALL'],
  [{ set: ['bot_token=-', 'proxy_password=-'] }, 'Only one --set'],
  [{ platform: 'fax' }, '--platform must be one of'],
  [{ name: ' ' }, '--name is empty'],
])('is shown its usage when it was typed wrong: %j', async (raw, message) => {
  const refusal = await add(raw).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(WrongCall);
  expect(String(refusal)).toContain(message);
});

it('is refused in words what the platform has no field for', async () => {
  await expect(add({ set: ['bot_token=x', 'port=many'] })).rejects.toThrow(
    'settings.bot_token: A token looks like 123456:ABC. settings.port must be a number.',
  );
  await expect(add({ platform: 'slack' })).rejects.toThrow('This installation cannot speak to slack.');
});
