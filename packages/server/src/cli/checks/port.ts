import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../../config.ts';
import { reasonOf } from '../../runtime/reason-of.ts';
import { ill, type Report, well } from './report.ts';

/** Whether the configured port is free, or the server's own. */
export async function checkPort({ host, port }: Config, serverUrl: string | null): Promise<Report> {
  if (port === 0) return well('port', 'The server will choose a free port.');
  if (serverUrl && Number(new URL(serverUrl).port || 80) === port) return well('port', `The server has port ${port}.`);
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return well('port', `Port ${port} is free.`);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const what = isTaken ? `Port ${port} is taken` : `Port ${port} of ${host} cannot be used (${reasonOf(error)})`;
    return ill('port', `${what}: stop what uses it, or set PORT or HOST.`);
  } finally {
    server.close();
  }
}
