import { resolve } from 'node:path';
import { z } from 'zod';

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsUnset, schema.optional());
const withDefault = <S extends z.ZodType>(schema: S, value: z.input<S>) =>
  z.preprocess((given) => blankIsUnset(given) ?? value, schema);
const onOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on');
const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const model = z.string().regex(/^(builtin|(openai|anthropic|google|compatible)\/.+)$/, {
  error: 'must be builtin, openai/<model>, anthropic/<model>, google/<model> or compatible/<model>',
});

const calls = z.coerce
  .number('must be a whole number from 1')
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000_000);

const EnvironmentSchema = z
  .object({
    PORT: withDefault(z.coerce.number('must be a number from 0 to 65535').int().min(0).max(65_535), '3000'),
    HOST: withDefault(z.string(), '127.0.0.1'),
    PARLEY_DATA_DIR: withDefault(z.string(), './data'),
    DATABASE_URL: optional(url('postgres:', 'postgresql:')),
    REDIS_URL: optional(url('redis:', 'rediss:')),
    PARLEY_PUBLIC_URL: optional(url('http:', 'https:')),
    PARLEY_TRUST_PROXY: withDefault(
      z.union([z.literal('off').transform(() => 0), z.coerce.number().int().min(0).max(10)], {
        error: 'must be off or the number of proxies in front of the server',
      }),
      'off',
    ),
    PARLEY_COUNTRY_HEADER: optional(z.string()),
    PARLEY_SECRET: optional(z.string().min(16, 'must have at least 16 characters')),
    PARLEY_MODEL: withDefault(model, 'builtin'),
    PARLEY_MODEL_BASE_URL: optional(url('http:', 'https:')),
    PARLEY_MODEL_API_KEY: optional(z.string()),
    OPENAI_API_KEY: optional(z.string()),
    ANTHROPIC_API_KEY: optional(z.string()),
    GOOGLE_GENERATIVE_AI_API_KEY: optional(z.string()),
    PARLEY_RATE_LIMITS: withDefault(onOff, 'on'),
    PARLEY_WORKSPACE_CALLS_PER_MINUTE: withDefault(calls, '60'),
    PARLEY_WORKSPACE_CALLS_PER_HOUR: withDefault(calls, '1000'),
    PARLEY_WIDGET_TURNS_PER_VISITOR: withDefault(calls, '10'),
    PARLEY_WIDGET_TURNS_PER_ADDRESS: withDefault(calls, '60'),
    PARLEY_ROLE: withDefault(z.enum(['all', 'web', 'worker'], 'must be all, web or worker'), 'all'),
    PARLEY_DEMO: optional(onOff),
    PARLEY_ALLOW_PRIVATE_URLS: withDefault(z.string(), ''),
    PARLEY_METRICS_TOKEN: optional(z.string()),
    PARLEY_LOG_LEVEL: withDefault(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'warn'),
    PARLEY_SMTP_PORT: optional(z.coerce.number('must be a number from 0 to 65535').int().min(0).max(65_535)),
    PARLEY_SMTP_HOST: withDefault(z.string(), '127.0.0.1'),
    PARLEY_SMTP_NAME: optional(z.string().regex(/^[A-Za-z0-9.-]+$/, { error: 'must be a host name' })),
    PARLEY_SMTP_TLS_KEY: optional(z.string()),
    PARLEY_SMTP_TLS_CERT: optional(z.string()),
    SMTP_URL: optional(url('smtp:', 'smtps:')),
    PARLEY_MAIL_FROM: optional(
      z.string().regex(/^([^<>@\r\n]+ <[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/, {
        error: 'must be an address or a name with one: Support <support@example.com>',
      }),
    ),
  })
  .superRefine((env, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (env.DATABASE_URL && !env.PARLEY_SECRET) {
      problem('PARLEY_SECRET', 'is required with DATABASE_URL: every node must share it');
    }
    if ((env.PARLEY_SMTP_TLS_KEY === undefined) !== (env.PARLEY_SMTP_TLS_CERT === undefined)) {
      problem('PARLEY_SMTP_TLS_KEY', 'and PARLEY_SMTP_TLS_CERT belong together: files in PEM');
    }
    if (env.PARLEY_MODEL.startsWith('compatible/') && !env.PARLEY_MODEL_BASE_URL) {
      problem('PARLEY_MODEL_BASE_URL', 'is required with PARLEY_MODEL=compatible/…');
    }
  });

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly publicUrl: string | undefined;
  readonly trustProxy: number;
  readonly countryHeader: string | undefined;
  /** Unset with the embedded database: it is then kept in the data folder. */
  readonly secret: string | undefined;
  readonly model: { readonly spec: string; readonly baseUrl: string | undefined; readonly apiKey: string | undefined };
  readonly rateLimits: boolean;
  /** The Workspace API's limits for a workspace that has none of its own. */
  readonly workspaceCalls: { readonly perMinute: number; readonly perHour: number };
  /** What visitors of the widget may say a minute. */
  readonly visitorTurns: { readonly perVisitor: number; readonly perAddress: number };
  readonly role: 'all' | 'web' | 'worker';
  readonly demo: boolean;
  readonly allowPrivateUrls: readonly string[];
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  /** Where mail for channels is received; undefined where it is not. The key and the certificate are paths. */
  readonly mailListener:
    | {
        readonly port: number;
        readonly host: string;
        readonly name: string | undefined;
        readonly tls: { readonly keyPath: string; readonly certPath: string } | undefined;
      }
    | undefined;
  readonly smtpUrl: string | undefined;
  /** `Name <address>` or an address; unset, nobody at the public URL's host. */
  readonly mailFrom: string | undefined;
};

/** What is wrong with the environment: one sentence a variable, all at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the whole configuration; nothing else in the server reads the environment. Throws ConfigError. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const result = EnvironmentSchema.safeParse(environment);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));
  }
  const env = result.data;
  const [vendor] = env.PARLEY_MODEL.split('/', 1);
  const vendorKeys: Record<string, string | undefined> = {
    openai: env.OPENAI_API_KEY,
    anthropic: env.ANTHROPIC_API_KEY,
    google: env.GOOGLE_GENERATIVE_AI_API_KEY,
  };
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.PARLEY_DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    publicUrl: env.PARLEY_PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: env.PARLEY_TRUST_PROXY,
    countryHeader: env.PARLEY_COUNTRY_HEADER,
    secret: env.PARLEY_SECRET,
    model: {
      spec: env.PARLEY_MODEL,
      baseUrl: env.PARLEY_MODEL_BASE_URL,
      apiKey: env.PARLEY_MODEL_API_KEY ?? vendorKeys[vendor ?? ''],
    },
    rateLimits: env.PARLEY_RATE_LIMITS,
    workspaceCalls: {
      perMinute: env.PARLEY_WORKSPACE_CALLS_PER_MINUTE,
      perHour: env.PARLEY_WORKSPACE_CALLS_PER_HOUR,
    },
    visitorTurns: {
      perVisitor: env.PARLEY_WIDGET_TURNS_PER_VISITOR,
      perAddress: env.PARLEY_WIDGET_TURNS_PER_ADDRESS,
    },
    role: env.PARLEY_ROLE,
    demo: env.PARLEY_DEMO ?? env.DATABASE_URL === undefined,
    allowPrivateUrls: env.PARLEY_ALLOW_PRIVATE_URLS.split(',').flatMap((origin) => origin.trim() || []),
    metricsToken: env.PARLEY_METRICS_TOKEN,
    logLevel: env.PARLEY_LOG_LEVEL,
    mailListener: mailListenerOf(env),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.PARLEY_MAIL_FROM,
  };
}

function mailListenerOf(env: z.output<typeof EnvironmentSchema>): Config['mailListener'] {
  const { PARLEY_SMTP_TLS_KEY: keyPath, PARLEY_SMTP_TLS_CERT: certPath } = env;
  if (env.PARLEY_SMTP_PORT === undefined) return undefined;
  return {
    port: env.PARLEY_SMTP_PORT,
    host: env.PARLEY_SMTP_HOST,
    name: env.PARLEY_SMTP_NAME,
    tls: keyPath && certPath ? { keyPath, certPath } : undefined,
  };
}

/** Whether npm has started this process, by `npm start` or `npx`. */
export function isStartedByNpm(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment.npm_command !== undefined;
}

/** A variable that whoever typed a command has named. */
export const readVariable = (name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined =>
  environment[name];
