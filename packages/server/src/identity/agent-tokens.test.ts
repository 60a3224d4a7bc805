import { describe, expect, it } from 'vitest';
import { createAgentTokens, newSigningKey } from './agent-tokens.ts';

const WEEK_MS = 7 * 24 * 3600 * 1000;
const issued = new Date('2026-01-01T00:00:00Z');
const claims = {
  tokenId: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f',
  scenarioId: 'k3x9p2m7qa',
  scope: 'read_all',
} as const;
const afterWeeks = (weeks: number, ms: number) => new Date(issued.getTime() + weeks * WEEK_MS + ms);

describe('an agent token', () => {
  it('is valid for 52 weeks, also when it was verified before', async () => {
    const tokens = await createAgentTokens(await newSigningKey());
    const token = await tokens.sign(claims, issued);
    expect(await tokens.verify(token, afterWeeks(52, -1_000))).toEqual(claims);
    expect(await tokens.verify(token, afterWeeks(52, 1_000))).toBeNull();
  });

  it('of another key is none, and neither is a changed one', async () => {
    const [ours, theirs] = await Promise.all(
      [newSigningKey(), newSigningKey()].map(async (key) => createAgentTokens(await key)),
    );
    const token = (await theirs?.sign(claims, issued)) ?? '';
    expect(await ours?.verify(token, issued)).toBeNull();
    const [head, , signature] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, scope: 'write_all' })).toString('base64url');
    expect(await theirs?.verify(`${head}.${forged}.${signature}`, issued)).toBeNull();
  });
});
