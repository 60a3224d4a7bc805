import { describe, expect, it, vi } from 'vitest';
import { fileWords, problemWords, tellDeveloper } from './problem-words.ts';

describe('what a visitor is told of a problem', () => {
  it.each([
    ['rate_limited', 'tooMuch'],
    ['too_many_files', 'tooMuch'],
    ['origin_not_allowed', 'unavailable'],
    ['people_are_off', 'unavailable'],
    ['internal_error', 'trouble'],
    ['conversation_gone', 'ended'],
    ['unknown_file', 'attachAgain'],
    ['a_code_of_tomorrow', 'trouble'],
    ['500', 'trouble'],
    ['', 'trouble'],
    ['constructor', 'trouble'],
  ])('%s is %s', (code, key) => {
    expect(problemWords(code)).toBe(key);
  });

  it.each([
    'metadata_refused',
    'VALIDATION_ERROR',
    'validation_failed',
    'invalid_payload',
    'bad_request',
    'not_ready',
    'no_consent',
  ])('%s is nothing: it concerns who has made the page', (code) => {
    expect(problemWords(code)).toBeNull();
  });

  it.each(['offline', 'identity_required', 'identity_expired'])('%s is said elsewhere', (code) => {
    expect(problemWords(code)).toBeNull();
  });

  it('names what is wrong with a file', () => {
    expect(fileWords('unsupported_media_type')).toBe('fileType');
    expect(fileWords('too_many_files')).toBe('tooMuch');
    expect(fileWords('payload_too_large')).toBe('fileTooLarge');
    expect(fileWords('a_code_of_tomorrow')).toBe('fileFailed');
  });
});

it('a developer reads the sentence of the server once for each code, and nothing of a lost connection', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  tellDeveloper({ code: 'odd', message: 'No.' });
  tellDeveloper({ code: 'odd', message: 'No.' });
  tellDeveloper({ code: 'offline', message: 'Gone.' });
  expect(warn.mock.calls).toEqual([['Parley: No. (odd)']]);
  warn.mockRestore();
});
