import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Where a server falls silent: before it speaks, at a command, or once it has the whole mail, when it may also hang up (`cut`). */
type Silence = 'greeting' | 'RCPT' | 'DATA' | 'end' | 'cut';

/** An SMTP server on this machine that stops answering at some point. */
export async function startSilentSmtp(at: Silence): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let isData = false;
    if (at !== 'greeting') socket.write('220 silent\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('latin1').split('\r\n')) {
        if (isData) {
          if (line === '.' && at === 'cut') socket.destroy();
          continue;
        }
        if (line === '' || line.startsWith(at)) continue;
        if (line.startsWith('DATA')) isData = true;
        socket.write(isData ? '354 go on\r\n' : '250 ok\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
