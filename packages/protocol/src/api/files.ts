import { z } from 'zod';
import { ArticleSchema } from './articles.ts';
import { endpoint, json } from './endpoint.ts';

/** What the multipart form holds; the server reads the stream itself, so this is for the document and for clients. */
const FileFormSchema = z
  .object({
    file: z.string().meta({ openapi: { type: 'string', contentMediaType: 'application/octet-stream' } }),
    title: z.string().optional().describe("Instead of the document's own title."),
    tags: z.string().optional().describe('Tags, separated by commas.'),
  })
  .meta({ id: 'FileUpload' });

export const UploadedArticlesSchema = z
  .object({ items: z.array(ArticleSchema), count: z.int() })
  .meta({ id: 'UploadedArticles' });

export const uploadFileEndpoint = endpoint({
  id: 'upload-file',
  method: 'POST',
  path: '/v1/api/knowledge_base/files',
  summary: 'Upload a file',
  description:
    'Makes articles of a Markdown, text, HTML, PDF, DOCX or CSV file of at most 20 MB. A file that is broken, encrypted or ' +
    'of another kind answers 422 and leaves nothing behind.',
  tags: ['File Upload'],
  scope: 'write_all',
  surface: 'agent',
  tier: 'heavy',
  body: FileFormSchema,
  bodyType: 'multipart/form-data',
  responses: { 201: json(UploadedArticlesSchema, 'The articles that were made of it.') },
  errors: ['payload_too_large', 'unsupported_media_type'],
});
