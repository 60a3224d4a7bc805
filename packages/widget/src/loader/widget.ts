import type { AppCall, AppMemory, Looks, MountApp, Theme, WidgetContext, WidgetMode } from '../contract.ts';
import type { Listeners } from './listeners.ts';

/** How the chat comes into sight; without focus when nobody asked for it. */
export type OpenHow = { readonly takesFocus: boolean };

/** What was asked of a chat: it outlives the widget, which another language, place or document makes anew. */
export type Kept = {
  /** What no app has taken yet, in order. */
  readonly waiting: AppCall[];
  readonly memory: AppMemory;
  looks: Looks;
  isShown: boolean;
  /** That it is open, or is to be opened as soon as there is something to open; null for closed. */
  wish: OpenHow | null;
};

export type WidgetInput = {
  readonly host: string;
  readonly nonce: string;
  readonly scenarioId: string;
  /** As they were when it was drawn; only the theme changes. */
  readonly looks: Looks;
  readonly kept: Kept;
  readonly mode: WidgetMode;
  readonly page: WidgetContext['page'];
  readonly known: Pick<WidgetContext, 'session' | 'entry' | 'conversation'>;
  readonly listeners: Listeners;
  readonly modules: Modules;
};

/** One agent's chat in the page. */
export type Widget = {
  open(how: OpenHow): void;
  close(): void;
  setShown(isShown: boolean): void;
  setTheme(theme: Theme): void;
  /** More waits for the app: it is carried out, or the app fetched if that cannot wait. */
  heed(): void;
  /** Whether it stands, or waits to stand, where the page wants it. */
  isPlacedIn(container: Looks['container']): boolean;
  destroy(): void;
};

export type AppModule = { readonly mount: MountApp };
/**
 * `again` takes the widget out and makes it anew: for a page that has written its document anew, which leaves elements
 * without their listeners.
 */
export type LauncherModule = { createWidget(input: WidgetInput, again: () => void): Widget };

/** How the other scripts of the widget are had. */
export type Modules = {
  /** Fetches the app ahead, held to its hash; nothing of it runs yet. Never rejects. */
  prefetchApp(host: string, nonce: string): Promise<void>;
  /** With the words of the language. */
  importApp(from: { readonly host: string; readonly nonce: string; readonly language: string }): Promise<AppModule>;
  /** Fetches the modules of a name that are about to be imported, so that they are held to their hash. */
  prefetchNamed(host: string, nonce: string, name: string): Promise<void>;
  importLauncher(host: string, nonce: string): Promise<LauncherModule>;
};
