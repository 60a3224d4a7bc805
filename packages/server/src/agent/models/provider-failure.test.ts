import { APICallError } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { describeFailure } from './provider-failure.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

function callError(statusCode?: number, responseHeaders: Record<string, string> = {}): APICallError {
  const status = statusCode === undefined ? {} : { statusCode };
  return new APICallError({ message: 'm', url: 'u', requestBodyValues: {}, responseHeaders, ...status });
}

describe('describeFailure', () => {
  it.each([
    [429, 'rate_limited', true],
    [408, 'failed', true],
    [500, 'failed', true],
    [529, 'failed', true],
    [400, 'refused', false],
    [401, 'refused', false],
    [404, 'refused', false],
    [409, 'refused', false],
    [200, 'malformed', true],
    [undefined, 'unreachable', true],
  ])('reads HTTP %s as %s, to be retried: %s', (status, reason, retryable) => {
    expect(describeFailure(callError(status), NOW)).toMatchObject({ reason, retryable, retryAfterMs: null });
  });

  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-3' }, null],
    [{ 'retry-after': '' }, null],
  ])('reads %j as a pause of %s ms', (headers, retryAfterMs) => {
    expect(describeFailure(callError(503, headers as Record<string, string>), NOW).retryAfterMs).toBe(retryAfterMs);
  });

  it('names the class of an error that is none of HTTP', () => {
    expect(describeFailure(new RangeError('secret'), NOW)).toMatchObject({
      reason: 'malformed',
      errorName: 'RangeError',
    });
  });
});
