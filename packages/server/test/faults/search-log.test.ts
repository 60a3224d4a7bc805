import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { analyzeTables } from '../../src/commands/analyze-tables.ts';
import { refreshSearch } from '../../src/commands/refresh-search.ts';
import type { Conversation } from '../../src/domain/conversation/conversation.ts';
import { createSearchRefresher } from '../../src/jobs/refresh-search.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { catchUpSearch } from '../support/catch-up-search.ts';
import { chatClient } from '../support/chat.ts';
import { postgresOrReason } from '../support/database.ts';
import { appendVisitorMessage, storeConversation } from '../support/stored-conversation.ts';

const model = scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hello.', evidence: [] }) });
const app = testApp({ model, retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const { say } = chatClient(app);

const documents = () =>
  app.current.database.db.selectFrom('conversation_search').select(['doc', 'upto_ord']).orderBy('doc').execute();
const refresh = (maxEvents = 100) => refreshSearch(app.current.parley.deps, { maxEvents });
async function countOf(query: string): Promise<number> {
  return (await call('GET', `/v1/api_core/conversations?query=${query}`)).body.count;
}

describe('the search documents', () => {
  it('follow the conversations of a running server', async () => {
    await app.current.parley.background.startJobs();
    await say('Where is my zeppelin?');
    await vi.waitFor(async () => expect(await countOf('zeppelin')).toBe(1), { timeout: 10_000 });
  });

  it('are caught up with at the start', async () => {
    await storeConversation(app.current, { text: 'zeppelin' });
    const refresher = createSearchRefresher(app.current.parley.deps);
    refresher.start();
    await vi.waitFor(async () => expect(await countOf('zeppelin')).toBe(1), { timeout: 10_000 });
    await refresher.stop();
  });

  it('take each message once, even when the log is read again from its beginning', async () => {
    const state = await storeConversation(app.current, { text: 'one' });
    await catchUpSearch(app.current);
    await appendVisitorMessage(app.current, state, 'two');
    await catchUpSearch(app.current);
    await app.current.database.db.updateTable('log_cursors').set({ xid: '0', id: 0 }).execute();
    await catchUpSearch(app.current);
    expect(await documents()).toEqual([{ doc: ' one \n two \n', upto_ord: 2 }]);
  });

  it('stay as they are when refreshing is cut off, and so does the place in the log', async () => {
    await storeConversation(app.current, { text: 'one' });
    await app.current.database.executeSql(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'cut off'; end $$;
       create trigger refuse before update on log_cursors for each row execute function refuse()`,
    );
    await expect(catchUpSearch(app.current)).rejects.toThrow('cut off');
    await app.current.database.executeSql('drop trigger refuse on log_cursors; drop function refuse');
    expect(await documents()).toEqual([]);
    await catchUpSearch(app.current);
    expect(await documents()).toEqual([{ doc: ' one \n', upto_ord: 1 }]);
  });

  it('are known to the planner once tables were analysed', async () => {
    await storeConversation(app.current, { text: 'one' });
    await catchUpSearch(app.current);
    await analyzeTables(app.current.parley.deps);
    const { rows } = await sql<{ tuples: number }>`
      select reltuples as tuples from pg_class where relname in ('conversations', 'conversation_search')`.execute(
      app.current.database.db,
    );
    expect(rows).toEqual([{ tuples: 1 }, { tuples: 1 }]);
  });

  it('miss nothing and double nothing when several read while others write', async () => {
    const write = async (number: number) => {
      const state = await storeConversation(app.current, { text: `first${number}` });
      await appendVisitorMessage(app.current, state, `second${number}`);
    };
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all([...numbers.map(write), ...numbers.map(() => refresh(3))]);
    await catchUpSearch(app.current, 3);
    expect((await documents()).map(({ doc }) => doc)).toEqual(
      numbers.map((number) => ` first${number} \n second${number} \n`).sort(),
    );
  });
});

describe.runIf(postgresOrReason('the order of commits'))('on PostgreSQL', () => {
  it('an earlier transaction that commits the later message loses neither', async () => {
    const { database } = app.current;
    const state = await storeConversation(app.current, { text: 'one' });
    await catchUpSearch(app.current);
    const begun = Promise.withResolvers<void>();
    const younger = Promise.withResolvers<Conversation>();
    const earlier = database.transaction(async (tx) => {
      // Takes its number now, and commits after the message of a younger transaction.
      await sql`select pg_current_xact_id()`.execute(tx);
      begun.resolve();
      const named: typeof database.named = (name, text, values) => database.named(name, text, values, tx);
      await appendVisitorMessage({ ...app.current, database: { ...database, named } }, await younger.promise, 'three');
    });
    await begun.promise;
    const next = await appendVisitorMessage(app.current, state, 'two');
    expect(await refreshSearch(app.current.parley.deps, { maxEvents: 100 })).toBe(0);
    younger.resolve(next);
    await earlier;
    await catchUpSearch(app.current, 1);
    expect(await documents()).toEqual([{ doc: ' one \n two \n three \n', upto_ord: 3 }]);
  });
});
