import multipart, { type MultipartFile } from '@fastify/multipart';
import { AppError, LIMITS } from '@parley/protocol';
import { ArticleCreateSchema, uploadFileEndpoint } from '@parley/protocol/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { importDocumentArticles } from '../../../commands/import-document-articles.ts';
import type { UploadedFile } from '../../../domain/knowledge/ports.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { parseOrRefuse } from '../../errors/validation.ts';
import { articleJson } from './article-json.ts';

/** Makes articles of an uploaded file. Forms are understood here only: everywhere else they are 415. */
export function uploadFileRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: { fileSize: LIMITS.uploadMaxBytes, fields: 20, parts: 30 } });
    agentRoute(scope, deps, uploadFileEndpoint, async ({ access, request, origin }) => {
      const { file, title, tags } = await readForm(request);
      const articles = await importDocumentArticles(deps, { agentId: access.agent.id, origin, file, title, tags });
      return { items: articles.map(articleJson), count: articles.length };
    });
  });
}

const FormSchema = ArticleCreateSchema.pick({ title: true, tags: true });

async function readForm(request: FastifyRequest) {
  if (!request.isMultipart()) {
    throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data, in the field "file".');
  }
  const { files, fields } = await readParts(request);
  const [file] = files;
  if (!file) throw badFile('is required');
  return { file, ...parseOrRefuse(FormSchema, { ...fields, tags: tagsOf(fields.tags) }) };
}

async function readParts(request: FastifyRequest) {
  const files: UploadedFile[] = [];
  const fields: Record<string, unknown> = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else if (files.length === 0) files.push(await uploaded(part));
      else throw badFile('must be one file: send each in a request of its own');
    }
  } catch (error) {
    if (error instanceof AppError || (error instanceof Error && 'statusCode' in error)) throw error;
    // The parser's own words come as bare errors, and only the form that was sent can be at fault.
    throw new AppError('bad_request', 'The form is not valid, or ended before it was complete.', undefined, error);
  }
  return { files, fields };
}

async function uploaded(part: MultipartFile): Promise<UploadedFile> {
  return { bytes: await part.toBuffer(), fileName: part.filename || 'file', contentType: part.mimetype };
}

function tagsOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const tags = value.split(',').map((tag) => tag.trim());
  return tags.filter((tag) => tag !== '');
}

function badFile(message: string): AppError {
  return new AppError('validation_failed', `file ${message}.`, { fields: [{ path: 'file', message }] });
}
