import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import { fileTooLarge } from '../domain/visitor/file-rules.ts';

/**
 * Reads the one file of a form; the route's scope has @fastify/multipart with its limits. Throws `unsupported_media_type`
 * (no form), `payload_too_large`, `bad_request` (a broken form) and `validation_failed` (no file in it).
 */
export async function readFormFile(
  request: FastifyRequest,
): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  if (!request.isMultipart()) {
    throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data, in the field "file".', {
      reason: 'not_a_form',
    });
  }
  try {
    const part = await request.file();
    if (part) return { bytes: await part.toBuffer(), name: part.filename ?? '' };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') throw fileTooLarge(error);
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new AppError('bad_request', 'The form is not valid, or ended before it was complete.', undefined, error);
  }
  const fields = [{ path: 'file', message: 'is required' }];
  throw new AppError('validation_failed', 'file is required.', { fields });
}
