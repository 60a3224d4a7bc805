import type { WidgetConfig } from '@parley/protocol/api';
import type { Theme } from '../contract.ts';
import type { Widget, WidgetInput } from '../loader/widget.ts';
import { createFrame, type Frame } from './frame.ts';
import { addSheet, type Shell } from './host-element.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { loaderMemories, type Memories } from './memories.ts';
import type { Rarely } from './rarely.ts';
import { loaderStyles } from './styles.ts';
import type { LauncherWords } from './words.ts';

/** Less is no room for a conversation; px. */
const LEAST = 200;

/** What is drawn once the configuration is known. */
export type Parts = {
  readonly frame: Frame;
  readonly launcher: Launcher | null;
  readonly memories: Memories;
  readonly config: WidgetConfig;
  setTheme(theme: Theme): void;
};

type Drawing = {
  readonly input: WidgetInput;
  readonly shell: Shell;
  readonly config: WidgetConfig;
  readonly language: string;
  readonly words: LauncherWords;
  readonly widget: Pick<Widget, 'close'>;
  open(): void;
  near(): void;
  rarely(): Promise<Rarely>;
};

/** Draws the launcher and the window of the chat, which is hidden as long as it floats. */
export function drawParts({ input, shell, config, language, words: ours, widget, open, near, rarely }: Drawing): Parts {
  const { looks, kept, mode, nonce } = input;
  const { root, element } = shell;
  // The agent's own words stand above ours.
  const words: LauncherWords = { ...ours, ...config.texts };
  const memories = loaderMemories(config);
  const theme = kept.looks.theme ?? (config.looks.theme === 'custom' ? 'light' : config.looks.theme);
  const setStyles = addSheet(root, loaderStyles(config, theme, mode), nonce);
  const layer = document.createElement('div');
  layer.className = 'p';
  const name = config.agent.header || config.agent.name;
  const frame = createFrame({ mode, name, words, close: widget.close, rarely });
  const style = looks.launcher ?? config.looks.launcher;
  const memory = memories.browser;
  const launcher =
    mode === 'floating' && style !== 'none'
      ? createLauncher({ config, style, words, language, memory, open, near, rarely })
      : null;
  layer.appendChild(frame.element);
  if (launcher) layer.appendChild(launcher.element);
  root.appendChild(layer);
  if (mode === 'page') coverPage();
  // A container without a height of its own gets the window's.
  if (mode === 'inline' && element.offsetHeight < LEAST) {
    element.style.setProperty('height', `min(${config.looks.height}px, 90vh)`, 'important');
  }
  return {
    frame,
    launcher,
    memories,
    config,
    setTheme: (next) => setStyles(loaderStyles(config, next, mode)),
  };
}

/** Our own chat page shows a plain form until now, which must be out of the way of screen readers too. */
function coverPage(): void {
  document.body.style.setProperty('display', 'none', 'important');
}
