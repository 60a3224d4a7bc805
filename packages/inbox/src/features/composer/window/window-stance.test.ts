import type { ReplyWindow } from '@parley/protocol/api';
import { expect, it } from 'vitest';
import { windowStance } from './window-stance.ts';

const NOW = Date.parse('2026-05-22T12:00:00.000Z');
const window = (more: Partial<ReplyWindow>): ReplyWindow => ({
  object: 'reply_window',
  conversation_id: 'c',
  channel: { id: 'k', name: 'Shop', platform: 'whatsapp' },
  is_open: true,
  closes_at: null,
  templates: true,
  ...more,
});

it.each([
  ['never closes', {}, null],
  ['closes tomorrow', { closes_at: '2026-05-23T11:00:00.000+00:00' }, null],
  ['closes in two hours', { closes_at: '2026-05-22T14:00:00.000+00:00' }, null],
  [
    'closes sooner',
    { closes_at: '2026-05-22T13:59:00.000+00:00' },
    { is: 'closing', at: '2026-05-22T13:59:00.000+00:00' },
  ],
  ['has closed by now', { closes_at: '2026-05-22T12:00:00.000+00:00' }, { is: 'closed' }],
  ['is closed, says the server', { is_open: false, closes_at: '2026-05-22T12:05:00.000+00:00' }, { is: 'closed' }],
  ['is of a channel that is gone', { channel: null }, { is: 'gone' }],
] as const)('a window that %s', (_, more, stance) => {
  expect(windowStance(window(more), NOW)).toEqual(stance);
});
