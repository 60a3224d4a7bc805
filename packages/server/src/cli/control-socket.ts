import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError, type ErrorCode } from '@parley/protocol';

/** A call on the socket: one line of JSON. */
export type ControlCall = { readonly verb: string; readonly args: unknown };

/** What comes back, each a line: any number of `told`, then one of the others. */
type Answer =
  | { readonly told: unknown }
  | { readonly result: object }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } };

export type ControlHandler = (call: ControlCall, tell: (what: unknown) => void) => Promise<object>;

/** The longest path of a socket on the systems that we know is 104 bytes with its end. */
const PATH_MAX_BYTES = 100;

/**
 * Lets other processes of the same user run commands in this one, which alone may open the embedded database. The caller
 * holds the data folder's lock, so a socket that is already there was left behind.
 */
export async function serveControl(dataDir: string, handle: ControlHandler): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataDir);
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    void answer(socket, handle);
  });
  // Binding happens inside the call: between it and a chmod anybody could connect.
  const previous = process.umask(0o177);
  server.listen(path);
  process.umask(previous);
  await once(server, 'listening');
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Has the server of a data folder do something; null when no server runs there. Throws what the server threw. */
export async function callControl(
  dataDir: string,
  call: ControlCall,
  told: (what: unknown) => void,
): Promise<{ readonly result: object } | null> {
  const socket = await connect(socketPath(dataDir));
  if (!socket) return null;
  try {
    socket.write(`${JSON.stringify(call)}\n`);
    for await (const line of createInterface({ input: socket })) {
      const answered: Answer = JSON.parse(line);
      if ('told' in answered) told(answered.told);
      else if ('error' in answered) throw new AppError(answered.error.code, answered.error.message);
      else return answered;
    }
    throw new AppError('unavailable', 'The server stopped before it had answered.');
  } finally {
    socket.destroy();
  }
}

async function answer(socket: Socket, handle: ControlHandler): Promise<void> {
  const send = (line: Answer) => socket.writable && socket.write(`${JSON.stringify(line)}\n`);
  for await (const line of createInterface({ input: socket })) {
    try {
      const call: ControlCall = JSON.parse(line);
      send({ result: await handle(call, (told) => send({ told })) });
    } catch (error) {
      const { code, message } = error instanceof AppError ? error : new AppError('internal', String(error));
      send({ error: { code, message } });
    }
    socket.end();
    return;
  }
}

async function connect(path: string): Promise<Socket | null> {
  const owner = await stat(path).then(
    ({ uid }) => uid,
    () => null,
  );
  // In a folder that others can write to, theirs could wait under our name.
  if (owner === null || owner !== process.getuid?.()) return null;
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    socket.destroy();
    return null;
  }
}

function socketPath(dataDir: string): string {
  const path = join(dataDir, 'parley.sock');
  if (Buffer.byteLength(path) <= PATH_MAX_BYTES) return path;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(tmpdir(), `parley-${name}.sock`);
}
