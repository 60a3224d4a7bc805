import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { AppError } from '@parley/protocol';
import type { FastifyInstance } from 'fastify';
import type { WidgetAsset } from '../../../runtime/widget-assets.ts';
import { findStoredAsset } from '../../../store/widget-assets/widget-assets.ts';
import type { HttpDeps } from '../../deps.ts';
import { FOR_EVER, sendAsset } from '../../send-asset.ts';
import { embedGuideRoute } from './embed-guide-route.ts';

/** Pages keep the loader so long; then they ask whether there is another. */
const SHORT = 'public, max-age=300';

/** So many scripts of older versions are kept in memory: those of some twenty versions. */
const REMEMBERED = 400;

/** The scripts that sites load: `/widget.js`, and under `/widget/` what never changes. */
export function widgetAssetRoutes(app: FastifyInstance, deps: HttpDeps): void {
  embedGuideRoute(app, deps);
  const older = new Map<string, WidgetAsset>();
  app.get('/widget.js', async (request, reply) => {
    const { loader } = deps.widgetAssets;
    const asset = loader && deps.widgetAssets.find(loader.path);
    if (!asset) throw new AppError('unavailable', 'The widget of this server is not built: its log says why.');
    return sendAsset({ request, reply }, asset, SHORT);
  });
  app.get<{ Params: { file: string } }>('/widget/:file', async (request, reply) => {
    const { file } = request.params;
    if (!/^[\w.-]+-[\w.-]+\.js$/.test(file)) throw nothingThere();
    const path = `/widget/${file}`;
    const asset = deps.widgetAssets.find(path) ?? older.get(path) ?? (await readOlder(deps, path));
    if (!asset) throw nothingThere();
    if (!deps.widgetAssets.find(path)) remember(older, asset);
    return sendAsset({ request, reply }, asset, FOR_EVER);
  });
}

const nothingThere = (): AppError => new AppError('not_found', 'There is no script of the widget at this address.');

/** A script of an earlier version, or of the version of another node. */
async function readOlder({ database }: HttpDeps, path: string): Promise<WidgetAsset | null> {
  const stored = await findStoredAsset(database.db, path);
  if (!stored) return null;
  const { content, contentType, integrity } = stored;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(content, { params: quality }),
    promisify(gzip)(content),
  ]);
  return { path, contentType, integrity, plain: content, brotli, gzip: zipped };
}

function remember(older: Map<string, WidgetAsset>, asset: WidgetAsset): void {
  const [first] = older.keys();
  if (older.size >= REMEMBERED && first !== undefined) older.delete(first);
  older.set(asset.path, asset);
}
