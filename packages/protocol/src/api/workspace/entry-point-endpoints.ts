import { z } from 'zod';
import type { Permission } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { slugParam } from '../shapes.ts';
import { PropertiesSchema, pairsInput, scansPage, UrlParamsSchema } from './entry-point-shapes.ts';
import { cursorFields } from './shapes.ts';

const base = { scope: null, surface: 'workspace', tier: 'workspace' } as const;
const view: Permission = 'entry_points.view';
const manage: Permission = 'entry_points.manage';

/** What reading and what changing the entry points of a tag have in common. */
export const reading = <const T extends string>(tag: T) => ({ ...base, tags: [tag] as const, permission: view });
export const writing = <const T extends string>(tag: T) => ({ ...base, tags: [tag] as const, permission: manage });

export const entryPointParams = (what: string) => z.object({ id: slugParam(what) });

/** The lists that hang on every kind of entry point: `noun` as in paths, `stem` as in ids, `owner` as in a scan. */
export function subResources<const N extends string, const S extends string, const O extends string>(about: {
  readonly noun: N;
  readonly stem: S;
  readonly owner: O;
  readonly tag: string;
  readonly params: ReturnType<typeof entryPointParams>;
}) {
  const { noun, stem, owner, tag, params } = about;
  const path = <const P extends string>(rest: P): `/v1/${N}/{id}/${P}` => `/v1/${noun}/{id}/${rest}`;
  const errors = ['not_found'] as const;
  return {
    getProperties: endpoint({
      ...reading(tag),
      id: `get-${stem}-properties` as `get-${S}-properties`,
      method: 'GET',
      path: path('properties'),
      summary: 'List the properties',
      params,
      responses: { 200: json(PropertiesSchema, 'The properties.') },
      errors,
    }),
    putProperties: endpoint({
      ...writing(tag),
      id: `put-${stem}-properties` as `put-${S}-properties`,
      method: 'PUT',
      path: path('properties'),
      summary: 'Replace the properties',
      params,
      body: z.object({ properties: pairsInput(2_000) }),
      bodyExample: { properties: [{ key: 'room', value: '12' }] },
      responses: { 200: json(PropertiesSchema, 'The properties as they are now.') },
      errors,
    }),
    getUrlParams: endpoint({
      ...reading(tag),
      id: `get-${stem}-url-params` as `get-${S}-url-params`,
      method: 'GET',
      path: path('url-params'),
      summary: 'List the parameters of the redirect',
      params,
      responses: { 200: json(UrlParamsSchema, 'The parameters.') },
      errors,
    }),
    putUrlParams: endpoint({
      ...writing(tag),
      id: `put-${stem}-url-params` as `put-${S}-url-params`,
      method: 'PUT',
      path: path('url-params'),
      summary: 'Replace the parameters of the redirect',
      description: "Added to the query of a URL destination. What the visitor's own link says wins.",
      params,
      body: z.object({ url_params: pairsInput(500) }),
      bodyExample: { url_params: [{ key: 'utm_source', value: 'poster' }] },
      responses: { 200: json(UrlParamsSchema, 'The parameters as they are now.') },
      errors,
    }),
    listScans: endpoint({
      ...reading(tag),
      id: `list-${stem}-scans` as `list-${S}-scans`,
      method: 'GET',
      path: path('scans'),
      summary: 'List the scans',
      description: 'The newest first. Scans never change.',
      params,
      query: z.object(cursorFields()),
      responses: { 200: json(scansPage(owner), 'Scans.') },
      errors,
    }),
  };
}
