/** How a connection to the gateway ended, as a sentence for people. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** Whether the session cannot be resumed. */
  readonly endsSession: boolean;
  constructor(message: string, endsSession: boolean) {
    super(message);
    this.endsSession = endsSession;
  }
}

/** Codes after which connecting again does not help before somebody has changed something, and what. */
const FINAL: Readonly<Record<number, string>> = {
  4004: 'Discord does not know this token.',
  4011: 'The bot is in more servers than one connection may serve.',
  4013: 'Discord does not know what Parley wants to hear (invalid intents).',
  4014: 'PrivilegedIntentsRequired: switch on Message Content Intent at discord.com/developers/applications, under Bot, Privileged Gateway Intents.',
};

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function closedError(code: number, reason: string): GatewayError {
  const said = reason === '' ? `code ${code}` : `code ${code}: ${reason.slice(0, 200)}`;
  const endsSession = code in FINAL || code === 1000 || code === 1001 || code === 4007 || code === 4009;
  return new GatewayError(FINAL[code] ?? `The connection to Discord was closed (${said}).`, endsSession);
}
