import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { followLinkRoute } from './follow-link.ts';
import { ratingRoutes } from './ratings.ts';
import { sendFileRoute } from './send-file.ts';
import { mailTranscriptRoute } from './transcript.ts';
import { uploadVisitorFileRoute } from './upload-file.ts';

/** Files, judgements, followed links and transcripts of visitors. */
export function visitorContentRoutes(app: FastifyInstance, deps: HttpDeps): void {
  uploadVisitorFileRoute(app, deps);
  sendFileRoute(app, deps);
  ratingRoutes(app, deps);
  followLinkRoute(app, deps);
  mailTranscriptRoute(app, deps);
}
