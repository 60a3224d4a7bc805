import { describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';

const config = {
  rateLimits: false,
  trustProxy: 0,
  metricsToken: undefined,
  publicUrl: undefined,
  role: 'all',
} as const;
const withDemo = testApp({ config: { ...config, demo: true } });
const without = testApp({ config: { ...config, demo: false } });
const get = ({ parley }: TestApp, url: string) => parley.app.inject({ url });

describe('the demo page', () => {
  it('shows the oldest agent, and the front door leads there', async () => {
    const { statusCode, body } = await get(withDemo.current, '/demo');
    expect([statusCode, body.includes(withDemo.current.first.scenario_id)]).toEqual([200, true]);
    expect((await get(withDemo.current, '/')).headers.location).toBe('/demo');
  });

  it('shows no agent by itself where the demo is off, whoever the agents belong to, and says how to name one', async () => {
    const foreign = await without.current.addForeign();
    const { statusCode, body } = await get(without.current, '/demo');
    expect(statusCode).toBe(404);
    expect(body).toContain('?scenario=');
    for (const { scenario_id } of [without.current.first, foreign]) expect(body).not.toContain(scenario_id);
    expect((await get(without.current, '/')).headers.location).toBe('/sign-in');
  });

  it('shows the agent that is named, whether the demo is on or off', async () => {
    for (const app of [withDemo.current, without.current]) {
      const { statusCode, body } = await get(app, `/demo?scenario=${app.first.scenario_id}`);
      expect([statusCode, body.includes(app.first.scenario_id)]).toEqual([200, true]);
    }
  });
});
