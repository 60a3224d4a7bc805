import { inject } from 'vitest';
import { NO_WIDGET_ASSETS, readWidgetAssets, type WidgetAssets } from '../../src/runtime/widget-assets.ts';

let built: WidgetAssets | undefined;

/** The scripts that the set-up of the suite has built; none where they do not build: only what needs them fails then. */
export function builtWidget(): WidgetAssets {
  if (!built) {
    const folder = inject('widgetFolder');
    built = folder ? readWidgetAssets(folder) : NO_WIDGET_ASSETS;
  }
  return built;
}
