import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';

export const PublicKeySchema = z
  .object({
    public_key: z.string().describe('The key in PEM (SPKI).'),
    algorithm: z.string().describe('As in the `alg` of tokens.'),
    keys: z.array(z.record(z.string(), z.unknown())).describe('The same key as a JSON Web Key Set.'),
  })
  .meta({ id: 'PublicKey' });
export type PublicKey = z.output<typeof PublicKeySchema>;

export const getPublicKeyEndpoint = endpoint({
  id: 'get-public-key',
  method: 'GET',
  path: '/v1/api/auth/public_key',
  summary: 'Get the key that verifies tokens',
  description: 'A valid signature does not tell whether a token was revoked: only a call with it does.',
  tags: ['Auth'],
  scope: null,
  surface: 'agent',
  tier: 'none',
  responses: { 200: json(PublicKeySchema, 'The public key.') },
  errors: [],
});
