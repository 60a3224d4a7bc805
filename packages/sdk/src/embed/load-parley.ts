import type { ParleyCommands, ParleyEvents, ParleyHandler, ParleyOptions, ParleyQueue } from './commands.ts';

export type LoadParleyInput = ParleyOptions & {
  /** Where the installation answers: `https://chat.example.com`. */
  readonly host: string;
  readonly scenarioId: string;
  /** For pages whose policy asks for one on scripts. */
  readonly nonce?: string;
};

/** The chat of the page: the queue itself, with each command as a method beside it. */
export type Parley = ParleyQueue & Methods;

type Methods = {
  readonly [C in Exclude<keyof ParleyCommands, 'init' | 'containerId' | 'host' | 'on' | 'off'>]: (
    ...args: ParleyCommands[C]
  ) => void;
} & {
  /** Hears of an event until what it gives is called. */
  on<E extends keyof ParleyEvents>(event: E, handler: ParleyHandler<E>): () => void;
  off<E extends keyof ParleyEvents>(event: E, handler?: ParleyHandler<E>): void;
};

/** What is needed of a browser's window; pages are not forced to have its types. */
type Scope = {
  parley?: unknown;
  readonly document: {
    readonly head: { appendChild(element: object): unknown };
    createElement(name: 'script'): Script;
  };
};
type Script = {
  src: string;
  async: boolean;
  nonce: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  remove(): void;
};

/** How often it was asked for; only who asked last may take it away. */
let latest = 0;

const loading = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Puts the chat of an agent into the page: loads the script of the installation once, however often it is called, and
 * begins. Resolves once the script runs; rejects where it cannot be loaded, and outside of browsers. Calling it again for
 * the same agent applies what is new; frameworks call `destroy` when the part of the page that asked for it goes away,
 * which does nothing when another part has asked since.
 */
export async function loadParley({ host, scenarioId, nonce, ...options }: LoadParleyInput): Promise<Parley> {
  const scope = globalThis as unknown as Partial<Scope>;
  if (!scope.document) throw new Error('loadParley needs a page: call it in a browser, not on a server.');
  const page = scope as Scope;
  latest += 1;
  const mine = latest;
  const call = queueOf(page);
  call('init', scenarioId, options);
  await loadOnce(page, host.replace(/\/+$/, ''), nonce ?? '');
  return facade((command, ...args) => {
    if (command !== 'destroy' || mine === latest) queueOf(page)(command, ...args);
  });
}

/** The queue of the page, made as the snippet makes it where there is none yet. */
function queueOf(page: Scope): ParleyQueue {
  if (typeof page.parley === 'function') return page.parley as ParleyQueue;
  const kept: unknown[][] = [];
  const queue = Object.assign((...call: unknown[]) => void kept.push(call), { q: kept });
  page.parley = queue;
  return queue as unknown as ParleyQueue;
}

function loadOnce(page: Scope, host: string, nonce: string): Promise<void> {
  const known = loading.get(page) ?? new Map<string, Promise<void>>();
  loading.set(page, known);
  // A page that has the tag already needs no other.
  if (typeof page.parley === 'function' && 'isParley' in page.parley) return Promise.resolve();
  const loaded = known.get(host) ?? load(page, host, nonce);
  known.set(host, loaded);
  loaded.catch(() => known.delete(host));
  return loaded;
}

function load({ document }: Scope, host: string, nonce: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.async = true;
    if (nonce) script.nonce = nonce;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${host}/widget.js cannot be loaded: is the server there, and is it in the page's script-src?`));
    };
    script.src = `${host}/widget.js`;
    document.head.appendChild(script);
  });
}

function facade(call: ParleyQueue): Parley {
  const methods: Methods = {
    open: () => call('open'),
    close: () => call('close'),
    toggle: () => call('toggle'),
    show: () => call('show'),
    hide: () => call('hide'),
    send: (message) => call('send', message),
    setMetadata: (metadata) => call('setMetadata', metadata),
    setVisitor: (visitor) => call('setVisitor', visitor),
    identify: (jwt) => call('identify', jwt),
    setClientMetadata: (values) => call('setClientMetadata', values),
    setContext: (context) => call('setContext', context),
    handoff: () => call('handoff'),
    reset: () => call('reset'),
    theme: (theme) => call('theme', theme),
    destroy: () => call('destroy'),
    on(event, handler) {
      // The pair is one of the union's, which TypeScript cannot see of a type that is still open.
      call('on', ...([event, handler] as unknown as ParleyCommands['on']));
      return () => call('off', ...([event, handler] as unknown as ParleyCommands['off']));
    },
    off: (event, handler) => call('off', ...([event, handler] as unknown as ParleyCommands['off'])),
  };
  const queue: ParleyQueue = (command, ...args) => call(command, ...args);
  return Object.assign(queue, methods);
}
