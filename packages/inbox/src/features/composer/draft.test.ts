import { beforeEach, expect, it, vi } from 'vitest';
import type { Place } from './kept-locally.ts';

const place: Place = { workspaceId: 'w', userId: 'kim', conversationId: 'c' };
const KEYS = ['parley.inbox.draft.w.kim.c', 'parley.inbox.outbox.w.kim.c', 'parley.inbox.draft.w.lee.c'];
const OTHERS = ['parley.inbox.draft.w.kim.d', 'parley.inbox.draft.v.kim.c', 'parley.inbox.workspace'];

/** As the browser's: its keys are properties of it. */
function storage(kept: Readonly<Record<string, string>>): Storage {
  const methods = {
    getItem: (key: string) => Reflect.get(held, key) ?? null,
    setItem: (key: string, value: string) => Reflect.set(held, key, value),
    removeItem: (key: string) => Reflect.deleteProperty(held, key),
  };
  const held = Object.assign(Object.create(methods), kept);
  return held;
}

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal(
    'localStorage',
    storage(Object.fromEntries([...KEYS, ...OTHERS].map((key) => [key, '{"reply":"Dear"}']))),
  );
  return () => vi.unstubAllGlobals();
});

it('is removed with all that anybody of the browser has begun in the conversation, and nothing else', async () => {
  const { removeKept } = await import('./kept-locally.ts');
  removeKept(place);
  expect(Object.keys(localStorage).sort()).toEqual([...OTHERS].sort());
});

it('stays forgotten when an upload is through later, or another tab writes', async () => {
  const { draftAt } = await import('./draft.ts');
  const draft = draftAt(place);
  expect(draft.read().reply).toBe('Dear');
  draft.change({ note: 'typed a moment ago' });
  draft.forget();
  draft.addFile({ id: 'f', name: 'late.png', size: 1 });
  draft.keep();
  expect(draft.read()).toEqual({ reply: '', note: '', files: [] });
  expect(Object.keys(localStorage)).not.toContain('parley.inbox.draft.w.kim.c');
});
