import type { Dispatcher, WebSocket } from 'undici';
import type { OpenSocket, OutsideSocket, SocketEvent } from '../lib/outside-socket.ts';
import { checkUrl, trustedOrigins } from './outside/address-rules.ts';
import { guardedLookup, type Resolve, systemResolve } from './outside/guarded-lookup.ts';

type Options = {
  /** Origins (`http://127.0.0.1:4000`) that may be private and without TLS. */
  readonly allowPrivateUrls?: readonly string[];
  readonly resolve?: Resolve;
};

const FAREWELL_MS = 5_000;

/** Opens WebSockets by the rules of the guarded client: TLS and public addresses only, checked on the very address connected to. */
export function createGuardedSockets({ allowPrivateUrls = [], resolve = systemResolve }: Options = {}): OpenSocket {
  const trusted = trustedOrigins(allowPrivateUrls);
  let opened: ReturnType<typeof openDoor> | undefined;
  return async (text) => {
    const checked = checkUrl(text.replace(/^ws(?=s?:)/i, 'http'), trusted);
    if (typeof checked === 'string') return refusedSocket(checked);
    opened ??= openDoor(resolve);
    const { open, guarded, unguarded } = await opened;
    return socketOf(open(text, checked.isTrusted ? unguarded : guarded));
  };
}

/** Loaded with the first socket: a server starts sooner without. */
async function openDoor(resolve: Resolve) {
  const undici = await import('undici');
  return {
    guarded: new undici.Agent({ connect: { lookup: guardedLookup(resolve) } }),
    unguarded: new undici.Agent(),
    open: (url: string, dispatcher: Dispatcher) => new undici.WebSocket(url, { dispatcher }),
  };
}

function refusedSocket(reason: string): OutsideSocket {
  const { push, events } = queue();
  push({ type: 'closed', code: 1006, reason });
  return { events, send: () => undefined, close: () => undefined };
}

function socketOf(socket: WebSocket): OutsideSocket {
  const { push, events } = queue();
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') push({ type: 'text', text: data });
  });
  socket.addEventListener('close', ({ code, reason }) => push({ type: 'closed', code, reason }));
  socket.addEventListener('error', () => push({ type: 'closed', code: 1006, reason: 'the connection failed' }));
  return {
    events,
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close(code) {
      socket.close(code);
      // Where the other side is gone it does not say farewell.
      setTimeout(
        () => push({ type: 'closed', code: 1006, reason: 'the other side did not answer' }),
        FAREWELL_MS,
      ).unref();
    },
  };
}

/** Events kept until they are asked for; the last is how the socket was closed. */
function queue(): { push(event: SocketEvent): void; readonly events: AsyncIterable<SocketEvent> } {
  const waiting: SocketEvent[] = [];
  let wake: () => void = () => undefined;
  const push = (event: SocketEvent): void => {
    waiting.push(event);
    wake();
  };
  async function* iterate(): AsyncGenerator<SocketEvent> {
    for (;;) {
      const event = waiting.shift();
      if (event) {
        yield event;
        if (event.type === 'closed') return;
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return { push, events: { [Symbol.asyncIterator]: iterate } };
}
