import Fastify, { type FastifyInstance } from 'fastify';
import type { Database } from '../packages/server/src/store/db/database.ts';

/**
 * The least that a request which stores something can cost here: a bare Fastify and one insert on the same database, by
 * the same driver. Rates of the server are told as shares of this one's.
 */
export async function floorApp<S>(database: Database<S>): Promise<FastifyInstance> {
  await database.executeSql(
    'create table bench_floor (id bigint generated always as identity primary key, body jsonb not null)',
  );
  const app = Fastify();
  app.post('/chat', async (request) => {
    const rows = await database.named<{ id: bigint | number | string }>(
      'bench-floor',
      'insert into bench_floor (body) values ($1::jsonb) returning id',
      [JSON.stringify(request.body)],
    );
    return { id: String(rows[0]?.id) };
  });
  return app;
}
