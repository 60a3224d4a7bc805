import { createHmac } from 'node:crypto';
import type { TestApp } from './app.ts';

/** Makes an identity secret for an agent through the API, as its owner would. */
export async function identitySecret({ parley }: TestApp, token: string): Promise<string> {
  const url = '/v1/api/widget/identity_secret';
  const headers = { authorization: `Bearer ${token}` };
  const answer = await parley.app.inject({ method: 'POST', url, headers });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return answer.json().secret;
}

export const inMinutes = (minutes: number): number => Math.floor(Date.now() / 1000) + minutes * 60;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT as a site's backend signs it, by hand, so that tests may sign it wrongly too. */
export function jwt(claims: object, secret: string, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
