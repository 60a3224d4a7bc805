import type { Scalar, VisitorClientEvents, VisitorDetails } from '../visitor/visitor-client.ts';

/**
 * What `init` takes beside the agent; all of it may be left out. What is said of the visitor is said once, as by the command
 * of each: null signs out, or takes away.
 */
export type ParleyOptions = {
  /** Goes into the conversation when it begins; checked by the agent's metadata schema. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly visitor?: VisitorDetails;
  /** A JWT that your server has signed; without it everything said is marked as unverified. */
  readonly identity?: string | null;
  readonly clientMetadata?: Readonly<Record<string, Scalar>> | null;
  /** BCP 47, such as `de` or `de-AT`; else that of the page, of the browser, of the agent. */
  readonly language?: string;
  readonly theme?: 'light' | 'dark' | 'auto';
  /** What the page is about, in words, for the agent. */
  readonly context?: string | null;
  /** An element, or the id of one, that holds the chat instead of a launcher. */
  readonly container?: string | object;
  readonly launcher?: 'classic' | 'input' | 'small' | 'none';
};

/** What happens, by the name of the event: what handlers are given. */
export type ParleyEvents = VisitorClientEvents & {
  /** The launcher is there. */
  readonly ready: { readonly scenarioId: string };
  readonly open: undefined;
  readonly close: undefined;
};

export type ParleyHandler<E extends keyof ParleyEvents> = (detail: ParleyEvents[E]) => void;

/** The commands of `window.parley(command, …)`: each with what follows its name. */
export type ParleyCommands = {
  init: [scenarioId: string, options?: ParleyOptions];
  /** Before `init`: the id of the element that holds the chat. */
  containerId: [id: string];
  /** Accepted and ignored: the server is where the script came from. */
  host: [host: string];
  open: [];
  close: [];
  toggle: [];
  /** Shows and hides the launcher. */
  show: [];
  hide: [];
  /** As the visitor; `wantsPerson` asks people to join with it. */
  send: [message: string | { readonly text: string; readonly wantsPerson?: boolean }];
  /** Merged into the conversation's metadata, now or when it begins. */
  setMetadata: [metadata: Readonly<Record<string, unknown>>];
  setVisitor: [visitor: VisitorDetails];
  /** A JWT that your server has signed; null signs the visitor out. */
  identify: [jwt: string | null];
  /** At most 5 keys, on every message from then on; null for none. */
  setClientMetadata: [values: Readonly<Record<string, Scalar>> | null];
  setContext: [context: string | null];
  /** Asks people to join. */
  handoff: [];
  /** Forgets the visitor in this browser. */
  reset: [];
  /** Of launcher and chat, from now on. */
  theme: [theme: 'light' | 'dark' | 'auto'];
  /** Takes the chat out of the page, with all handlers; `init` begins again. */
  destroy: [];
  on: { [E in keyof ParleyEvents]: [event: E, handler: ParleyHandler<E>] }[keyof ParleyEvents];
  /** Without a handler: all of the event. */
  off: { [E in keyof ParleyEvents]: [event: E, handler?: ParleyHandler<E>] }[keyof ParleyEvents];
};

/** The global of a page that has the script; declare it as `interface Window { parley: ParleyQueue }`. */
export type ParleyQueue = <C extends keyof ParleyCommands>(command: C, ...args: ParleyCommands[C]) => void;
