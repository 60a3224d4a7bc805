import { buildWidget } from '@parley/widget/build';
import type { Logger } from 'pino';
import { keepWidgetAssets } from './commands/keep-widget-assets.ts';
import type { HttpDeps } from './http/deps.ts';
import { reasonOf } from './runtime/reason-of.ts';
import { NO_WIDGET_ASSETS, readWidgetAssets, type WidgetAssets } from './runtime/widget-assets.ts';

/** The scripts that sites load, built first where the sources have changed. Without them all else still works. */
export async function ownWidget(logger: Logger): Promise<WidgetAssets> {
  try {
    return readWidgetAssets(await buildWidget());
  } catch (error) {
    logger.error({ err: error }, `the widget could not be built (${reasonOf(error)}): sites cannot load /widget.js`);
    return NO_WIDGET_ASSETS;
  }
}

/**
 * Keeps the scripts in the database before the first page asks: a node that still has an older version may be asked for
 * what our loader names. A server that cannot keep them still serves them.
 */
export async function keepWidget(
  deps: Pick<HttpDeps, 'database' | 'clock' | 'widgetAssets' | 'logger'>,
): Promise<void> {
  const assets = deps.widgetAssets.files.map((file) => ({ ...file, content: file.plain }));
  try {
    await keepWidgetAssets(deps, assets);
  } catch (error) {
    deps.logger.error(
      { err: error },
      'the scripts of the widget are not kept: pages that pin them break at an upgrade',
    );
  }
}
