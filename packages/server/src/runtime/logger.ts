import pino, { type Logger, type LoggerOptions } from 'pino';

/** JSON lines on stderr; stdout is for what people and scripts asked for. Credentials are struck out wherever they are. */
export function createLogger(level: string): Logger {
  return pino(loggerOptions(level), pino.destination(STDERR));
}

/** What every log of ours leaves out, wherever its lines go. */
export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    redact: { paths: SECRET_PATHS, censor: '[redacted]' },
    serializers: { err: withoutRows },
  };
}

/** A database quotes the row or the JSON that it refused, and with it what a visitor wrote. */
function withoutRows(error: Error): object {
  const { detail: _row, where: _place, internalQuery: _query, ...told } = pino.stdSerializers.err(error);
  return told;
}

const STDERR = 2;
const SECRETS = ['authorization', 'cookie', 'token', 'password', 'apiKey', 'secret'];
const SECRET_PATHS = SECRETS.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]);
