import type { PreviewReply, PreviewStreamEvent } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { ended, failed, heard, type PreviewLine, withQuestion } from './preview-lines.ts';

const ack: PreviewStreamEvent = { event: 'ack', data: { conversation_id: 'c', ord: 1 } };
const delta = (text: string): PreviewStreamEvent => ({ event: 'delta', data: { text } });
const reply: PreviewReply = {
  object: 'preview_reply',
  conversation_id: 'c',
  ord: 2,
  text: 'Yes.',
  kind: null,
  sources: [],
};

const after = (...events: readonly PreviewStreamEvent[]): PreviewLine | undefined =>
  events.reduce(heard, withQuestion([], 'May I?')).at(-1);

describe('the answer of a trial', () => {
  it('grows until it is there', () => {
    expect(after(ack)).toMatchObject({ text: '', state: 'writing' });
    expect(after(ack, delta('Ye'), delta('s'))).toMatchObject({ text: 'Yes', state: 'writing' });
    expect(after(ack, delta('Ye'), { event: 'done', data: reply })).toMatchObject({
      text: 'Yes.',
      state: 'done',
      reply,
    });
  });

  it('is written no more once it was superseded, has failed, or broke off', () => {
    const superseded: PreviewStreamEvent = { event: 'superseded', data: { conversation_id: 'c', ord: 1 } };
    expect(after(ack, delta('Ye'), superseded)).toMatchObject({ text: '', state: 'dropped' });
    const error: PreviewStreamEvent = {
      event: 'error',
      data: { status: 503, error: 'x', message: 'Away', request_id: 'r' },
    };
    expect(after(ack, error)).toMatchObject({ state: 'failed', problem: 'Away' });
    const lines = withQuestion([], 'May I?');
    expect(failed(lines, 'No network').at(-1)).toMatchObject({ state: 'failed', problem: 'No network' });
    expect(ended(lines).at(-1)).toMatchObject({ state: 'dropped' });
    const done = heard(lines, { event: 'done', data: reply });
    expect(ended(done)).toEqual(done);
  });
});
