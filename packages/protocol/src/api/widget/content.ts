import { z } from 'zod';
import { AttachmentSchema } from '../conversation-events.ts';
import { endpoint, json } from '../endpoint.ts';
import { numberParam, uuidParam } from '../shapes.ts';
import { VISITOR_CONVERSATION_PATH, visitorConversationParams } from './conversations.ts';
import { done, forVisitors } from './for-visitors.ts';
import { ConversationRatingSchema, MessageFeedbackSchema } from './ratings.ts';

export const uploadVisitorFileEndpoint = endpoint({
  ...forVisitors,
  id: 'upload-visitor-file',
  method: 'POST',
  path: '/widget/files',
  summary: 'Upload a file for a message',
  description:
    'An image (PNG, JPEG, GIF, WebP) or a PDF of at most 10 MB: its content decides, not its name. What no message names within a day is removed.',
  body: z.object({ file: z.string().meta({ format: 'binary' }) }).meta({ id: 'VisitorFile' }),
  bodyType: 'multipart/form-data',
  responses: { 200: json(AttachmentSchema, 'The file: name its id in the message.') },
  errors: ['payload_too_large', 'unsupported_media_type', 'forbidden'],
});

export const rateMessageEndpoint = endpoint({
  ...forVisitors,
  id: 'rate-message',
  method: 'PUT',
  path: `${VISITOR_CONVERSATION_PATH}/messages/{ord}/feedback`,
  summary: 'Judge a reply',
  params: z.object({ id: uuidParam('The conversation.'), ord: numberParam('Number of the message.') }),
  description: 'Of the agent or the team; null takes the judgement back. It may be changed at any time.',
  body: z.object({ feedback: MessageFeedbackSchema.nullable() }).meta({ id: 'MessageFeedbackRequest' }),
  bodyExample: { feedback: { rating: 'positive', comment: null } },
  responses: { 200: done('It is stored.') },
  errors: ['not_found'],
});

export const rateConversationEndpoint = endpoint({
  ...forVisitors,
  id: 'rate-conversation',
  method: 'PUT',
  path: `${VISITOR_CONVERSATION_PATH}/rating`,
  summary: 'Judge the conversation',
  params: visitorConversationParams,
  description: 'With answers to the questions that are asked, or a comment. It may be changed later.',
  body: z.object({ rating: ConversationRatingSchema }).meta({ id: 'ConversationRatingRequest' }),
  bodyExample: { rating: { answers: { HELPFUL_THUMBS: 'positive' }, comment: null } },
  responses: { 200: done('It is stored.') },
  errors: ['not_found'],
});
