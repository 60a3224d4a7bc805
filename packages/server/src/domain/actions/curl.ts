import type { RenderedRequest } from './render-request.ts';

/** The same request for a shell, on several lines. */
export function curlOf({ method, url, headers, body }: RenderedRequest): string {
  const parts = [
    `curl -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(' \\\n  ');
}

/** For a POSIX shell, which then reads nothing into it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
