import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, readSettings, receivingAgent } from './settings.ts';

describe('the settings of an agent', () => {
  it('have their defaults where nothing is stored', () => {
    expect(readSettings({})).toEqual(DEFAULT_SETTINGS);
    expect(readSettings({ name: 'Ada', guidelines: ['Be kind.'] })).toEqual({
      ...DEFAULT_SETTINGS,
      name: 'Ada',
      guidelines: ['Be kind.'],
    });
  });

  it('tell what receiving a message needs', () => {
    expect(receivingAgent('paused', readSettings({ peopleKeepConversations: true }))).toEqual({
      state: 'paused',
      peopleEnabled: true,
      peopleKeepConversations: true,
    });
  });
});
