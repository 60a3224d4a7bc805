import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { ADDRESS_HEADER } from './address-header.ts';
import type { JoinedDatabase } from './joined-database.ts';
import { RESET_LINK_MINUTES } from './link-lifetimes.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './password-lengths.ts';

export type BetterAuthOptions = {
  readonly database: JoinedDatabase;
  readonly secret: string;
  /** Whether browsers reach us by https alone: cookies are then marked so. */
  readonly isSecure: boolean;
  readonly newId: () => string;
  readonly passwords: {
    hash(password: string): Promise<string>;
    verify(given: { readonly hash: string; readonly password: string }): Promise<boolean>;
  };
  /** Told the token of a link by which a new password can be set. */
  readonly onResetRequested: (user: { readonly id: string; readonly email: string }, token: string) => Promise<void>;
};

const SESSION_DAYS = 30;
const DAY_S = 24 * 60 * 60;

/**
 * better-auth as we use it: people, sessions, passwords and second factors, called from our routes and never reached by
 * HTTP itself. Its table and column names are ours, its transactions too; it sends nothing anywhere.
 */
export function openBetterAuth(options: BetterAuthOptions) {
  return betterAuth({
    appName: 'Parley',
    // Only to satisfy it: links are made from the installation's address when they are needed.
    baseURL: options.isSecure ? 'https://parley.invalid' : 'http://parley.invalid',
    // As a list, or it would look for others in the environment.
    secrets: [{ version: 1, value: options.secret }],
    database: { db: options.database.kysely, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: options.passwords,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_LINK_MINUTES * 60,
      sendResetPassword: ({ user, token }) => options.onResetRequested(user, token),
    },
    // A session ends on its day, however it is used, so that reading one writes nothing.
    session: {
      modelName: 'sessions',
      fields: SESSION_COLUMNS,
      expiresIn: SESSION_DAYS * DAY_S,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    user: { modelName: 'users', fields: USER_COLUMNS },
    account: { modelName: 'accounts', fields: ACCOUNT_COLUMNS },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    plugins: [twoFactor({ issuer: 'Parley', schema: TWO_FACTOR_TABLES })],
    advanced: {
      cookiePrefix: 'parley',
      useSecureCookies: options.isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: options.isSecure, path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: options.newId, validateSchema: false },
    },
  });
}

/** better-auth, opened. */
export type BetterAuth = ReturnType<typeof openBetterAuth>;

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
const USER_COLUMNS = { ...TIMES, emailVerified: 'email_verified' } as const;
const SESSION_COLUMNS = {
  ...TIMES,
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  userId: 'user_id',
} as const;
const ACCOUNT_COLUMNS = {
  ...TIMES,
  accountId: 'account_id',
  providerId: 'provider_id',
  userId: 'user_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
} as const;
const TWO_FACTOR_TABLES = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factors',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;
