import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';

export const HealthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
export const ReadinessSchema = z
  .object({ status: z.enum(['ready', 'draining', 'database unavailable']) })
  .meta({ id: 'Readiness' });

const common = { method: 'GET', tags: ['Operation'], scope: null, surface: 'ops', tier: 'none' } as const;

export const healthEndpoint = endpoint({
  ...common,
  id: 'get-health',
  path: '/healthz',
  summary: 'Whether the process lives',
  responses: { 200: json(HealthSchema, 'It lives.') },
  errors: ['bad_request'],
});

export const readinessEndpoint = endpoint({
  ...common,
  id: 'get-readiness',
  path: '/readyz',
  summary: 'Whether requests can be served',
  responses: {
    200: json(ReadinessSchema, 'They can.'),
    503: json(ReadinessSchema, 'They cannot, and why.'),
  },
  errors: ['bad_request'],
});

export const metricsEndpoint = endpoint({
  ...common,
  id: 'get-metrics',
  path: '/metrics',
  summary: 'Figures for Prometheus',
  description: 'Only from loopback, or with the token that the installation sets.',
  responses: { 200: { description: 'Figures in the text format.', content: { 'text/plain': z.string() } } },
  errors: ['unauthenticated'],
});

export const openapiEndpoint = endpoint({
  ...common,
  id: 'get-openapi',
  path: '/openapi.json',
  summary: 'This document',
  responses: { 200: json(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1.') },
  errors: ['bad_request'],
});

export const docsEndpoint = endpoint({
  ...common,
  id: 'get-docs',
  path: '/docs',
  summary: 'This document as a page',
  responses: {
    200: { description: 'A page that loads nothing from elsewhere.', content: { 'text/html': z.string() } },
  },
  errors: ['bad_request'],
});
