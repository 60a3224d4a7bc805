import { createHash, createPublicKey } from 'node:crypto';
import type { TokenScope } from '@parley/protocol';
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8, type JWK, jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'EdDSA';
const ISSUER = 'parley';
/** 52 weeks, as the Agent API promises. */
export const TOKEN_LIFETIME_MS = 52 * 7 * 24 * 3600 * 1000;
const VERIFIED_MAX = 10_000;

export type TokenClaims = { readonly tokenId: string; readonly scenarioId: string; readonly scope: TokenScope };

/** Signs and verifies agent tokens. Whether a token was revoked is not its business: the store knows. */
export interface AgentTokens {
  /** Until `expiresAt`; for 52 weeks unless told. */
  sign(claims: TokenClaims & { readonly expiresAt?: Date }, issuedAt: Date): Promise<string>;
  /** Null for anything that we did not sign, or that has expired. */
  verify(token: string, at: Date): Promise<TokenClaims | null>;
  readonly publicKeyPem: string;
  readonly publicJwk: JWK;
}

/** A new private key, as PKCS #8 in PEM. */
export async function newSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return exportPKCS8(privateKey);
}

/** Tokens under one signing key, which every node of the installation shares. */
export async function createAgentTokens(privateKeyPem: string): Promise<AgentTokens> {
  const privateKey = await importPKCS8(privateKeyPem, ALGORITHM);
  const publicKey = createPublicKey(privateKeyPem);
  const verified = createVerifiedCache();
  return {
    sign: (claims, issuedAt) =>
      new SignJWT({ scenario_id: claims.scenarioId, scope: claims.scope })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setJti(claims.tokenId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(claims.expiresAt ?? new Date(issuedAt.getTime() + TOKEN_LIFETIME_MS))
        .sign(privateKey),
    async verify(token, at) {
      const known = verified.get(token, at);
      if (known) return known;
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          currentDate: at,
          requiredClaims: ['jti', 'exp', 'scenario_id', 'scope'],
        });
        const claims = {
          tokenId: String(payload.jti),
          scenarioId: String(payload.scenario_id),
          scope: payload.scope === 'write_all' ? 'write_all' : 'read_all',
        } as const;
        verified.set(token, claims, Number(payload.exp) * 1000);
        return claims;
      } catch {
        return null;
      }
    },
    publicKeyPem: await exportSPKI(publicKey),
    publicJwk: { ...(await exportJWK(publicKey)), alg: ALGORITHM, use: 'sig' },
  };
}

/** Verifying a signature costs more than the rest of a request's checks; a token that held once holds until it expires. */
function createVerifiedCache() {
  const entries = new Map<string, { claims: TokenClaims; expiresMs: number }>();
  // Keyed by digest: neither the lookup's time nor a heap dump tells the token.
  const digest = (token: string) => createHash('sha256').update(token).digest('base64');
  return {
    get(token: string, at: Date): TokenClaims | null {
      const entry = entries.get(digest(token));
      return entry && entry.expiresMs > at.getTime() ? entry.claims : null;
    },
    set(token: string, claims: TokenClaims, expiresMs: number): void {
      if (entries.size >= VERIFIED_MAX) entries.clear();
      entries.set(digest(token), { claims, expiresMs });
    },
  };
}
