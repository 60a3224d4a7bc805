import { createHash } from 'node:crypto';
import { AppError } from '@parley/protocol';
import { type IdentityClaims, IdentityClaimsSchema } from '@parley/protocol/api';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { VouchedVisitor } from '../domain/visitor/visitor-session.ts';

/** Only this one: a token that may choose how it is checked can choose not to be. */
const ALGORITHM = 'HS256';
/** How much the clocks of two machines may differ. */
const TOLERANCE_SECONDS = 30;

export type IdentityCheck = {
  readonly agentId: string;
  readonly scenarioId: string;
  /** Those that hold now, in plain text. */
  readonly secrets: readonly string[];
  readonly at: Date;
};

/**
 * Whom a site vouches for with a JWT that it has signed with its identity secret. Throws `forbidden`: `identity_expired`,
 * or `invalid_identity` with what is wrong.
 */
export async function verifyIdentity(token: string, check: IdentityCheck): Promise<VouchedVisitor> {
  if (check.secrets.length === 0) throw invalid('this agent has no identity secret yet: make one first');
  const claims = claimsOf(await verified(token, check));
  const { name, email, phone } = claims;
  return {
    visitorId: visitorIdOf(check.agentId, claims.sub),
    subject: claims.sub,
    details: { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
    metadata: claims.metadata ?? {},
  };
}

async function verified(token: string, { secrets, scenarioId, at }: IdentityCheck): Promise<JWTPayload> {
  let refusal: unknown;
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: [ALGORITHM],
        currentDate: at,
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      if (payload.aud === undefined || [payload.aud].flat().includes(scenarioId)) return payload;
      throw invalid(`its "aud" must be ${scenarioId}, the scenario_id of the agent, or left out`);
    } catch (error) {
      refusal = error;
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
    }
  }
  throw refusalOf(refusal);
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    const message = 'The identity is over ("exp"): have your backend sign a new one.';
    return new AppError('forbidden', message, { reason: 'identity_expired' });
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return invalid("its signature does not match: sign it with this agent's current identity secret");
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return invalid(`it must be signed with ${ALGORITHM} ("alg")`);
  if (error instanceof errors.JWTClaimValidationFailed) return invalid(claimProblem(error));
  return error instanceof errors.JOSEError ? invalid('it is no JWT') : error;
}

function claimProblem({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === 'missing') return `its "${claim}" is missing`;
  return claim === 'nbf' ? 'it does not hold yet ("nbf")' : `its "${claim}" is not valid`;
}

function claimsOf(payload: JWTPayload): IdentityClaims {
  const { success, data, error } = IdentityClaimsSchema.safeParse(payload);
  if (success) return data;
  const [issue] = error.issues;
  throw invalid(`its "${issue?.path.join('.') ?? ''}" is not valid (${issue?.message ?? ''})`);
}

const invalid = (what: string): AppError =>
  new AppError('forbidden', `The identity is not valid: ${what}.`, { reason: 'invalid_identity' });

/** The same person is the same visitor on every device. Knowing it opens nothing: only our sealed token does. */
function visitorIdOf(agentId: string, subject: string): string {
  const bytes = createHash('sha256').update(`visitor\n${agentId}\n${subject}`).digest().subarray(0, 16);
  // Version 8 (RFC 9562): never the same as one that was drawn at random.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
