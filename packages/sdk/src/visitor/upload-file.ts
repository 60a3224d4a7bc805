import type { Attachment } from '@parley/protocol/api';
import { flatErrorOf } from '../api-error.ts';
import type { Core } from './visitor-core.ts';
import type { Sessions } from './visitor-session.ts';

type UploadInput = { readonly core: Core; readonly sessions: Sessions };
type UploadHow = {
  readonly onProgress: ((share: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
};

/** Stores a file of the visitor; rejects with ApiError where the server refuses it, and when `signal` ends it. */
export async function uploadFile(
  { core, sessions }: UploadInput,
  file: File,
  { onProgress, signal }: UploadHow,
): Promise<Attachment> {
  const form = new FormData();
  form.append('file', file, file.name);
  // Whoever gives a `fetch` of their own wants that one to be used.
  const sendForm = onProgress && !core.options.fetch ? browserForms() : null;
  if (!onProgress || !sendForm) {
    return sessions.call('upload-visitor-file', { body: form, ...(signal ? { signal } : {}) });
  }
  return sessions.use(async (token) => {
    const url = core.requests.urlOf('upload-visitor-file');
    const response = await sendForm({ url, token, form, onProgress, signal, stallMs: core.pace.timeoutMs });
    if (!response.ok) throw await flatErrorOf(response);
    return JSON.parse(await response.text());
  });
}

/** Sends a form and tells how much of it has gone, from 0 to 1. Rejects when `signal` ends it, or nothing moves for `stallMs`. */
type SendForm = (request: {
  readonly url: string;
  readonly token: string;
  readonly form: FormData;
  readonly stallMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (share: number) => void;
}) => Promise<Response>;

type FormRequest = {
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  abort(): void;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: FormData): void;
};

/** Only XMLHttpRequest tells how much of a request has gone; null where there is none. */
function browserForms(): SendForm | null {
  const { XMLHttpRequest: Request } = globalThis as { readonly XMLHttpRequest?: new () => FormRequest };
  if (!Request) return null;
  return ({ url, token, form, stallMs, signal, onProgress }) =>
    new Promise((resolve, reject) => {
      const request = new Request();
      const fail = (): void => {
        clearTimeout(stalled);
        request.abort();
        reject(new TypeError('The upload was interrupted.'));
      };
      let stalled = setTimeout(fail, stallMs);
      if (signal?.aborted) return fail();
      signal?.addEventListener('abort', fail, { once: true });
      request.open('POST', url);
      request.setRequestHeader('authorization', `Bearer ${token}`);
      request.upload.onprogress = ({ loaded, total }) => {
        clearTimeout(stalled);
        stalled = setTimeout(fail, stallMs);
        onProgress(total > 0 ? loaded / total : 0);
      };
      request.onload = () => {
        clearTimeout(stalled);
        signal?.removeEventListener('abort', fail);
        resolve(new Response(request.responseText, { status: request.status }));
      };
      request.onerror = fail;
      request.send(form);
    });
}
