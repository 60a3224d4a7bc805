import { afterEach, describe, expect, it } from 'vitest';
import { loadParley } from './load-parley.ts';

type Script = { src: string; nonce: string; onload(): void; onerror(): void; remove(): void };
type Page = { document?: unknown; parley?: ((...call: unknown[]) => void) & { q?: unknown[]; isParley?: true } };

const page = globalThis as unknown as Page;

/** A page that keeps the scripts that are put into it. */
function openPage(): Script[] {
  const scripts: Script[] = [];
  page.document = {
    head: { appendChild: (script: Script) => scripts.push(script) },
    createElement: () => ({ remove() {} }),
  };
  return scripts;
}

afterEach(() => {
  delete page.document;
  delete page.parley;
});

describe('loadParley', () => {
  it('loads the script once, with what was asked for in the queue', async () => {
    const scripts = openPage();
    const input = { host: 'https://chat.example/', scenarioId: 'abc', nonce: 'n', language: 'de' };
    const both = [loadParley(input), loadParley(input)];
    expect(scripts.map(({ src, nonce }) => [src, nonce])).toEqual([['https://chat.example/widget.js', 'n']]);
    expect(page.parley?.q?.[0]).toEqual(['init', 'abc', { language: 'de' }]);
    scripts[0]?.onload();
    const [parley] = await Promise.all(both);
    const handler = () => {};
    const stop = parley?.on('reply', handler);
    parley?.send('Hello');
    parley?.send({ text: 'Is anybody there?', wantsPerson: true });
    stop?.();
    expect(page.parley?.q?.slice(2)).toEqual([
      ['on', 'reply', handler],
      ['send', 'Hello'],
      ['send', { text: 'Is anybody there?', wantsPerson: true }],
      ['off', 'reply', handler],
    ]);
  });

  it('uses the script that the page has already', async () => {
    const scripts = openPage();
    const calls: unknown[][] = [];
    page.parley = Object.assign((...call: unknown[]) => void calls.push(call), { isParley: true as const });
    await loadParley({ host: 'https://other.example', scenarioId: 'abc' });
    expect([scripts, calls]).toEqual([[], [['init', 'abc', {}]]]);
  });

  it('says what is wrong when the script does not come, and tries again when it is asked again', async () => {
    const scripts = openPage();
    const input = { host: 'https://away.example', scenarioId: 'abc' };
    const first = loadParley(input);
    scripts[0]?.onerror();
    await expect(first).rejects.toThrow('https://away.example/widget.js cannot be loaded');
    const second = loadParley(input);
    expect(scripts).toHaveLength(2);
    scripts[1]?.onload();
    await second;
  });

  it('lets only who asked last take the chat away, as frameworks ask twice', async () => {
    openPage();
    const calls: unknown[][] = [];
    page.parley = Object.assign((...call: unknown[]) => void calls.push(call), { isParley: true as const });
    const input = { host: 'https://chat.example', scenarioId: 'abc' };
    const [first, second] = [await loadParley(input), await loadParley(input)];
    first('destroy');
    first.destroy();
    expect(calls.map(([command]) => command)).toEqual(['init', 'init']);
    second('destroy');
    expect(calls.at(-1)).toEqual(['destroy']);
  });

  it('needs a page', async () => {
    await expect(loadParley({ host: 'https://chat.example', scenarioId: 'abc' })).rejects.toThrow('in a browser');
  });
});
