import type { FastifyRequest } from 'fastify';

/** The value of a request's cookie; null when it has none of that name. */
export function cookieOf({ headers }: FastifyRequest, name: string): string | null {
  const parts = (headers.cookie ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

/** A cookie that no script reads, that other sites' forms do not carry, and that only `path` gets. */
export function ownCookie(
  name: string,
  value: string,
  { path, maxAgeMs, isSecure }: { readonly path: string; readonly maxAgeMs: number; readonly isSecure: boolean },
): string {
  const age = `Max-Age=${Math.floor(maxAgeMs / 1000)}`;
  return [`${name}=${value}`, `Path=${path}`, age, 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])].join(
    '; ',
  );
}
