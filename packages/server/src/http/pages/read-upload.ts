import type { FastifyRequest } from 'fastify';

/** What came of a form's field for a file. */
export type Upload =
  | { readonly type: 'file'; readonly bytes: Buffer }
  | { readonly type: 'none' }
  | { readonly type: 'too_large' };

/** Reads the one file of a form; the route's scope has @fastify/multipart with its limits. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) return { type: 'none' };
  try {
    const bytes = await (await request.file())?.toBuffer();
    // A browser sends a field that was left empty as a file without a name and without content.
    return bytes && bytes.length > 0 ? { type: 'file', bytes } : { type: 'none' };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE')
      return { type: 'too_large' };
    throw error;
  }
}
