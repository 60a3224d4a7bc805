import { z } from 'zod';
import { type Endpoint, endpoint, json } from './endpoint.ts';
import { httpUrl, text } from './shapes.ts';

const AcceptedSchema = z
  .object({
    status: z.literal('success'),
    url: z.string().optional(),
    article: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'ImportAccepted' });

const common = {
  tags: ['Import External Content'],
  method: 'POST',
  description: 'Not available yet: answers 501 `NOT_IMPLEMENTED`.',
  scope: 'write_all',
  surface: 'agent',
  tier: 'heavy',
  responses: { 202: json(AcceptedSchema, 'The import runs in the background.') },
  errors: ['not_implemented'],
} as const satisfies Partial<Endpoint>;
const IMPORT = '/v1/api/knowledge_base/import_external';

export const importWebsiteEndpoint = endpoint({
  ...common,
  id: 'import-website',
  path: `${IMPORT}/website`,
  summary: 'Import a website',
  body: z
    .object({
      url: httpUrl(),
      mode: z.enum(['individual', 'site_wide', 'individual_with_summary']).default('individual'),
      phrases: z.array(text(500)).optional(),
      html_selector: text(500).optional(),
    })
    .meta({ id: 'ImportWebsite' }),
});

export const importYoutubeEndpoint = endpoint({
  ...common,
  id: 'import-youtube',
  path: `${IMPORT}/youtube`,
  summary: 'Import the transcript of a YouTube video',
  body: z.object({ url: httpUrl(), toast_process_uuid: text(36, 36) }).meta({ id: 'ImportYoutube' }),
});

export const importSiteMapEndpoint = endpoint({
  ...common,
  id: 'import-site-map',
  path: `${IMPORT}/site-map`,
  summary: 'Import the pages of a sitemap',
  body: z.object({ site_map: httpUrl(), link_filter_regex: text(500).optional() }).meta({ id: 'ImportSiteMap' }),
});

export const importScrapeListEndpoint = endpoint({
  ...common,
  id: 'import-scrape-list',
  path: `${IMPORT}/scrape-list`,
  summary: 'Import a list of pages',
  body: z.object({ urls: z.array(httpUrl()).min(1).max(1_000) }).meta({ id: 'ImportScrapeList' }),
});
