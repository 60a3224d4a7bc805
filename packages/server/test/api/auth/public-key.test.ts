import { importSPKI, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);

it('gives everyone the key that verifies the tokens', async () => {
  const answer = await call('GET', '/v1/api/auth/public_key', { token: '' });
  expect(answer.status).toBe(200);
  const { public_key, algorithm, keys } = answer.body;
  const verified = await jwtVerify(app.current.first.read_token, await importSPKI(public_key, algorithm));
  expect(verified.payload.scenario_id).toBe(app.current.first.scenario_id);
  expect(keys).toEqual([expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', alg: algorithm, use: 'sig' })]);
  expect(keys[0]).not.toHaveProperty('d');
});
