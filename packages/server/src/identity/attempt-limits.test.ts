import { describe, expect, it } from 'vitest';
import { type AttemptLimits, createAttemptLimits } from './attempt-limits.ts';

const guess = (limits: AttemptLimits, account: string, ip: string) => limits.begin({ kind: 'sign_in', account, ip });

describe('attempts', () => {
  it('at one account are stopped after ten, from wherever they come, and the first refusal is told apart', async () => {
    const limits = createAttemptLimits();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await guess(limits, 'kim@a.example', `192.0.2.${attempt}`)).toEqual({ isAllowed: true });
    }
    const refused = await Promise.all([1, 2, 3].map((end) => guess(limits, 'kim@a.example', `198.51.100.${end}`)));
    expect(refused.map((verdict) => !verdict.isAllowed && verdict.isNew)).toEqual([true, false, false]);
    expect(refused[0]).toMatchObject({ isAllowed: false, retryAfterSeconds: 900 });
    expect(await guess(limits, 'noor@a.example', '192.0.2.1')).toEqual({ isAllowed: true });
  });

  it('from one address are stopped after fifty, while others go on', async () => {
    const limits = createAttemptLimits();
    const all = await Promise.all(
      Array.from({ length: 51 }, (_, index) => guess(limits, `${index}@a.example`, '192.0.2.1')),
    );
    expect(all.filter(({ isAllowed }) => !isAllowed)).toHaveLength(1);
    expect(await guess(limits, 'kim@a.example', '192.0.2.2')).toEqual({ isAllowed: true });
  });

  it('do not add up over what was right', async () => {
    const limits = createAttemptLimits();
    const attempt = { kind: 'sign_in', account: 'kim@a.example', ip: '192.0.2.1' } as const;
    for (let round = 0; round < 60; round += 1) {
      expect(await limits.begin(attempt)).toEqual({ isAllowed: true });
      await limits.succeeded(attempt);
    }
  });

  it('of one kind do not count for another', async () => {
    const limits = createAttemptLimits();
    const reset = { kind: 'password_reset', account: 'kim@a.example', ip: '192.0.2.1' } as const;
    for (let round = 0; round < 3; round += 1) expect((await limits.begin(reset)).isAllowed).toBe(true);
    expect((await limits.begin(reset)).isAllowed).toBe(false);
    expect(await guess(limits, 'kim@a.example', '192.0.2.1')).toEqual({ isAllowed: true });
  });
});
