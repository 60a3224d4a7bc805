import pino, { type Logger } from 'pino';

/** JSON lines on stderr; stdout is for what people and scripts asked for. Credentials are struck out wherever they are. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, redact: { paths: SECRET_PATHS, censor: '[redacted]' } }, pino.destination(STDERR));
}

const STDERR = 2;
const SECRETS = ['authorization', 'cookie', 'token', 'password', 'apiKey', 'secret'];
const SECRET_PATHS = SECRETS.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]);
