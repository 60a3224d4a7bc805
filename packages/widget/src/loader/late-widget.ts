import { quietly, warnOnce } from './warn.ts';
import type { Widget, WidgetInput } from './widget.ts';

/** The widget, whose code comes when the page is idle: what is asked of it before stands in `kept`, where it looks. */
export function createLateWidget(input: WidgetInput): Widget {
  const { host, nonce, modules, listeners, kept, looks } = input;
  let widget: Widget | null = null;
  let isGone = false;
  const begin = async (): Promise<void> => {
    if (isGone) return;
    try {
      const { createWidget } = await modules.importLauncher(host, nonce);
      if (isGone) return;
      const make = (): Widget =>
        createWidget(input, () => {
          widget?.destroy();
          widget = make();
        });
      widget = make();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      warnOnce('launcher', `the scripts of ${host} cannot be loaded (${message}): is it in this page's script-src?`);
      listeners.emit('error', { code: 'not_loaded', message });
    }
  };
  whenIdle(() => quietly(begin));
  return {
    open(how) {
      if (widget) widget.open(how);
      else kept.wish = how;
    },
    close() {
      if (widget) widget.close();
      else kept.wish = null;
    },
    setShown(isShown) {
      kept.isShown = isShown;
      widget?.setShown(isShown);
    },
    setTheme(theme) {
      kept.looks = { ...kept.looks, theme };
      widget?.setTheme(theme);
    },
    heed: () => widget?.heed(),
    isPlacedIn: (container) => (widget ? widget.isPlacedIn(container) : container === looks.container),
    destroy() {
      isGone = true;
      widget?.destroy();
    },
  };
}

/** When the browser has nothing better to do. */
function whenIdle(work: () => void): void {
  if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(() => work(), { timeout: 2_000 });
  else setTimeout(work, 200);
}
