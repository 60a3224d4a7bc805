import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { plainPage } from './chat-page.ts';

/** A value that allows one response's own styles, and the widget where the page has it. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** Sends a page of ours to a visitor: no script but the one with the nonce and what it loads, not kept anywhere. */
export function sendPage(reply: FastifyReply, nonce: string, html: string): FastifyReply {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "connect-src 'self'",
    // Avatars, and pictures in what people write, may lie elsewhere.
    "img-src 'self' https: data: blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .type('text/html; charset=utf-8')
    .send(html);
}

/** A page that says one thing. */
export function sendPlainPage(
  reply: FastifyReply,
  { status, title, text }: { readonly status: number; readonly title: string; readonly text: string },
): FastifyReply {
  const nonce = newNonce();
  return sendPage(reply.code(status), nonce, plainPage({ title, text, nonce }));
}
