import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);

describe('who is calling', () => {
  it('is told to a key: its workspace and its name', async () => {
    const { status, body } = await call('GET', '/me');
    expect([status, body.org_name, body.auth, body.api_key.name]).toEqual([
      200,
      'Test',
      { type: 'api_key' },
      'First key',
    ]);
  });

  it.each([
    [null, 'missing_api_key'],
    ['par_live_00000000000000000000000000000000', 'invalid_api_key'],
  ])('is refused to the key %s with the code %s', async (key, code) => {
    const { status, body, headers } = await call('GET', '/me', undefined, { key });
    expect([status, body.error, body.request_id]).toEqual([401, code, headers['x-request-id']]);
  });
});
