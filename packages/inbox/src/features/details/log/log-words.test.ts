import type { InboxLogEntry, NamedActor } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { logWords } from './log-words.ts';

const jo: NamedActor = { type: 'operator', id: 'jo', name: 'Jo', avatar_url: null, is_member: true };
const words = (event: object, owners: Partial<Pick<InboxLogEntry, 'from' | 'to'>> = {}) =>
  logWords(
    {
      object: 'log_entry',
      seq: 1,
      created_at: '',
      actor: null,
      from: null,
      to: null,
      event,
      ...owners,
    } as InboxLogEntry,
    { tagName: (id) => (id === 'gone' ? null : `tag ${id}`) },
  ).map(({ key, values }) => [key, ...Object.values(values)].join(' '));
const updated = (data: object) => ({ type: 'conversation.updated', data });

describe('the log in words', () => {
  it.each([
    [
      updated({ driver: { from: 'ai', to: 'human' }, assigned_to: { from: null, to: 'jo' } }),
      ['toPerson', 'assigned Jo'],
    ],
    [updated({ driver: { from: 'human', to: 'ai' } }), ['toAgent']],
    [updated({ progress: { from: 'open', to: 'closed' } }), ['ended.closed']],
    [
      updated({ progress: { from: 'closed', to: 'open' }, driver: { from: 'human', to: 'ai' } }),
      ['reopened', 'toAgent'],
    ],
    [
      updated({ priority: { from: 'low', to: 'high' }, title: { from: 'a', to: null } }),
      ['priority.high', 'cleared.title'],
    ],
    [updated({ contact_email: { from: null, to: 'a@b.example' } }), ['set.contact_email a@b.example']],
    [
      { type: 'conversation.metadata_set', data: { changed: ['plan', 'seats'], removed: ['wish'] } },
      ['metadataSet plan, seats', 'metadataRemoved wish'],
    ],
    [{ type: 'conversation.tagged', data: { added: ['a'], removed: ['gone'] } }, ['tagged tag a', 'untagged ?']],
    [{ type: 'turn.ended', data: { reason: 'superseded' } }, ['turnEnded.superseded']],
    [{ type: 'link.followed', data: { url: 'https://a.example' } }, ['linkFollowed https://a.example']],
    [
      { type: 'message.rated', data: { ord: 3, feedback: { rating: 'negative', comment: null } } },
      ['rated.negative 3'],
    ],
    [{ type: 'message.rated', data: { ord: 3, feedback: null } }, ['rated.none 3']],
    [{ type: 'note.deleted', data: {} }, ['note_deleted']],
    [{ type: 'something.newer', data: {} }, []],
  ])('%j', (event, expected) => {
    expect(words(event, { to: jo, from: jo })).toEqual(expected);
  });
});
