import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ParleyCommands, ParleyEvents } from '../src/index.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Held by the compiler: a command or event that is missing here, or is none, does not compile. */
const COMMANDS = Object.keys({
  init: 0,
  containerId: 0,
  host: 0,
  open: 0,
  close: 0,
  toggle: 0,
  show: 0,
  hide: 0,
  theme: 0,
  send: 0,
  setMetadata: 0,
  setVisitor: 0,
  setClientMetadata: 0,
  setContext: 0,
  identify: 0,
  handoff: 0,
  reset: 0,
  destroy: 0,
  on: 0,
  off: 0,
} satisfies Record<keyof ParleyCommands, 0>).sort();
const EVENTS = Object.keys({
  ready: 0,
  open: 0,
  close: 0,
  message: 0,
  reply: 0,
  handoff: 0,
  conversation: 0,
  rating: 0,
  error: 0,
} satisfies Record<keyof ParleyEvents, 0>).sort();

/** The names in the first column of the table whose heading begins so. */
function documented(first: string): string[] {
  const [, table = ''] = read('docs/guide/widget.md').split(`\n| ${first} |`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name)).sort();
}

const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

it('docs/guide/widget.md has every command, and no other', () => {
  expect(documented('Command')).toEqual(COMMANDS);
});

it('docs/guide/widget.md has every event, and no other', () => {
  expect(documented('Event')).toEqual(EVENTS);
});

it('the script knows the commands and events that the SDK has types for', () => {
  const [, ofChat = ''] = read('packages/widget/src/loader/commands.ts').split('function chatVerbs');
  const verbs = named(ofChat, /^ {4}(\w+)(?:,|\(.*\) \{(?:\},)?|: \(.*\) => .*)$/gm);
  const ofApp = named(read('packages/widget/src/loader/app-commands.ts'), /^ {4}(\w+): \[/gm);
  expect([...verbs, ...ofApp].sort()).toEqual(COMMANDS);
  const events = named(read('packages/widget/src/loader/listeners.ts'), /^ {2}'(\w+)',$/gm);
  expect(events.sort()).toEqual(EVENTS);
});
