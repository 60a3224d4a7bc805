import type { Attachment } from '@parley/protocol/api';
import { ApiError } from '@parley/sdk';

type UploadInput = {
  readonly url: string;
  readonly file: File;
  /** Hears how much of it is there, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
};

/** Sends a file. Not by `fetch`, which does not tell how far it is. Throws ApiError when it is refused. */
export function uploadFile({ url, file, onProgress, signal }: UploadInput): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.open('POST', url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(refusalOf(request));
    };
    request.onerror = () => reject(new ApiError(0, null, request.statusText));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function refusalOf({ status, responseText }: XMLHttpRequest): ApiError {
  try {
    const { error, message } = JSON.parse(responseText) as { readonly error?: string; readonly message?: string };
    return new ApiError(status, error ?? null, message ?? responseText, { body: responseText });
  } catch {
    // A proxy's own page.
    return new ApiError(status, null, `${status}`);
  }
}
