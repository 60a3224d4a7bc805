import type { FastifyRequest } from 'fastify';

/** What networks write that know no country, or none on the map. */
const NONE = new Set(['XX', 'T1', 'ZZ']);

/** The country of whoever asks (ISO 3166-1), as the header of a network before the server says it; null where none does. */
export function countryOf({ headers }: Pick<FastifyRequest, 'headers'>, header: string | undefined): string | null {
  const said = header === undefined ? undefined : headers[header.toLowerCase()];
  const code = typeof said === 'string' ? said.trim().toUpperCase() : '';
  return /^[A-Z]{2}$/.test(code) && !NONE.has(code) ? code : null;
}
