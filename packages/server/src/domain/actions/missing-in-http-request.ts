import { type HttpRequest, templatesOf } from './http-request.ts';
import { constantsIn } from './placeholders.ts';

/** What a request lacks to be sent, in sentences. */
export function missingInHttpRequest(request: HttpRequest): string[] {
  const constants = new Set(templatesOf(request).flatMap(({ text }) => constantsIn(text)));
  return [
    ...(request.url.trim() === '' ? ['The URL is missing.'] : []),
    ...[...constants].map((name) => `[[${name}]] stands for something that is still to be filled in.`),
  ];
}
