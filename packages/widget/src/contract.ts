import type { WidgetConfig } from '@parley/protocol/api';
import type { VisitorClient } from '@parley/sdk';

export type Theme = 'light' | 'dark' | 'auto';

/**
 * What a page says of how the chat stands in it: what is said lasts until it is said anew. What a page says of its visitor
 * goes through commands.
 */
export type Looks = {
  /** A BCP 47 tag; else the page's, else the browser's. */
  readonly language?: string;
  readonly theme?: Theme;
  /** Element, or id of one, that holds the chat inline instead of a launcher. */
  readonly container?: string | Element;
  /** Instead of the launcher that the agent's settings ask for; `none` for pages that open the chat by themselves. */
  readonly launcher?: 'classic' | 'input' | 'small' | 'none';
};

/** What happens, as pages hear of it through `parley("on", …)`. */
export type WidgetEventName =
  | 'ready'
  | 'open'
  | 'close'
  | 'message'
  | 'reply'
  | 'handoff'
  | 'conversation'
  | 'rating'
  | 'error';

/** How the chat stands in its page. */
export type WidgetMode = 'floating' | 'inline' | 'page';

/**
 * What outlives the drawing of a chat, which another language, place or document of the page makes anew: nothing that was
 * said or set is lost with it.
 */
export type AppMemory = {
  client?: VisitorClient;
  /** The drawing that has the client now; one that ends late leaves it to the next. */
  holder?: object;
};

/** What the loader hands to the app, which it loads when it is first needed. */
export type WidgetContext = {
  /** Where the installation answers: `https://chat.example.com`. */
  readonly host: string;
  readonly scenarioId: string;
  readonly mode: WidgetMode;
  readonly config: WidgetConfig;
  readonly theme: Theme | undefined;
  /** Two letters: the language that launcher and chat speak. */
  readonly language: string;
  /** The visitor's, as a BCP 47 tag: what the page says, else the one that was chosen. */
  readonly locale: string;
  readonly memory: AppMemory;
  /** The app draws into this element, which lies in our shadow root; it adds its sheet to that root. */
  readonly mount: HTMLElement;
  readonly shadow: ShadowRoot;
  /** Page address and referrer without secrets, taken when the page was loaded. */
  readonly page: { readonly url: string; readonly referrer: string };
  /** For the chat page: the session, the entry and the conversation that the server knows of already. */
  readonly session?: string;
  readonly entry?: string;
  readonly conversation?: string;
  /** Clean references to what pages like to patch, taken before they could. */
  readonly fetch: typeof fetch;
  /** Fetches the module of a name, held to its hash, ahead of its import. Never rejects. */
  prefetch(name: string): Promise<void>;
  /** Tells the page. */
  emit(event: WidgetEventName, detail?: unknown): void;
  /** The app asks to be closed or opened: the loader animates, moves the focus and shows the launcher. */
  requestClose(): void;
  requestOpen(): void;
  /** The number beside the launcher. */
  showUnread(count: number): void;
};

/** Commands that the loader passes on once the app is there. */
export type AppCommand =
  | 'send'
  | 'setMetadata'
  | 'setVisitor'
  | 'setClientMetadata'
  | 'setContext'
  | 'identify'
  | 'handoff'
  | 'reset';

/** A command with what it was given. */
export type AppCall = readonly [command: AppCommand, args: readonly unknown[]];

/** What the module of the app gives back for a context. */
export type WidgetApp = {
  /**
   * The chat is in sight: what it shows counts as seen. Focus goes to the input, unless the chat opened by itself or stands
   * inline: then it stays where the visitor has it.
   */
  opened(how?: { readonly takesFocus: boolean }): void;
  closed(): void;
  /**
   * Rejects with a TypeError, a sentence for the developer, when the arguments are wrong; with another error when the server
   * refuses or is out of reach, which the page has been told by then.
   */
  perform(command: AppCommand, args: readonly unknown[]): Promise<void>;
  setTheme(theme: Theme): void;
  destroy(): void;
};

/** The export of the app's module. */
export type MountApp = (context: WidgetContext) => Promise<WidgetApp>;
