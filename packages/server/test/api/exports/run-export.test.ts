import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelExport } from '../../../src/commands/cancel-export.ts';
import { createExport } from '../../../src/commands/create-export.ts';
import type { Deps, FileDraft } from '../../../src/commands/deps.ts';
import { eraseVisitor } from '../../../src/commands/erase-visitor.ts';
import { forgetExports } from '../../../src/commands/forget-exports.ts';
import { removeOrphanContents } from '../../../src/commands/remove-orphan-contents.ts';
import { runExport } from '../../../src/commands/run-export.ts';
import type { Export } from '../../../src/domain/export/exported.ts';
import { type Origin, visitorOrigin } from '../../../src/domain/people/origin.ts';
import { createExportWriter } from '../../../src/jobs/write-exports.ts';
import { systemIds } from '../../../src/runtime/ids.ts';
import { claimExport } from '../../../src/store/exports/claim-exports.ts';
import { findExport } from '../../../src/store/exports/exports.ts';
import { insertCandidates, removeSelections } from '../../../src/store/exports/selection.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { testDatabaseUrl } from '../../support/database.ts';
import { readLines, runExports } from '../../support/exports.ts';
import { workspaceIdOf } from '../../support/fake-sessions.ts';

const app = testApp();
const { say } = chatClient(app);
let origin: Origin;
let exported: Export;

beforeEach(async () => {
  origin = visitorOrigin(await workspaceIdOf(app.current, app.current.first.chatbot_id));
  await say('Hello');
  exported = await createExport(app.current.parley.deps, {
    origin,
    shape: { format: 'jsonl', rows: 'conversation' },
    filter: {},
    selection: { scope: 'workspace', filter: {} },
  });
});

const deps = (): Deps => app.current.parley.deps;
const found = () => findExport(deps().database.db, exported);
const NEVER = new AbortController().signal;

/** What a server has whose disk does something else when a piece is written. */
const withAppend = (append: (draft: FileDraft, bytes: Uint8Array) => Promise<void>): Deps => ({
  ...deps(),
  files: {
    ...deps().files,
    async begin(id) {
      const draft = await deps().files.begin(id);
      return { ...draft, append: (bytes) => append(draft, bytes) };
    },
  },
});

const leftovers = async () => {
  const { db } = deps().database;
  const chunks = await db.selectFrom('file_chunks').select('file_id').execute();
  const parts = await db.selectFrom('export_selections').select('id').execute();
  return [...chunks.map(({ file_id }) => file_id), ...parts.map(({ id }) => id)];
};

const linesOf = async ({ claim }: Export) => readLines((await deps().files.read(claim ?? '')) ?? Buffer.of());

describe('an export whose server stops in the middle', () => {
  it('leaves nothing behind, and is begun again', async () => {
    const stopping = new AbortController();
    const stopped = withAppend(async (draft, bytes) => {
      await draft.append(bytes);
      stopping.abort();
    });
    expect(await runExport(stopped, stopping.signal)).toBe(true);
    expect(await found()).toMatchObject({ state: 'waiting', rowsWritten: 0, rowsTotal: null, bytes: 0 });
    expect(await leftovers()).toEqual([]);
    await say('Hello again');
    await runExports(app.current.parley);
    const done = await found();
    expect(done).toMatchObject({ state: 'done', rowsWritten: 2, rowsTotal: 2 });
    // Of the moment in which it was begun again.
    expect(await linesOf(done ?? exported)).toHaveLength(2);
  });

  it('has as many attempts left as before, however often servers are stopped', async () => {
    for (let stop = 0; stop < 6; stop += 1) {
      const stopping = new AbortController();
      const stopped = withAppend(async (draft, bytes) => {
        await draft.append(bytes);
        stopping.abort();
        // What is shut may fail at whoever still uses it.
        if (stop % 2 === 1) throw new Error('the disk is gone');
      });
      expect(await runExport(stopped, stopping.signal)).toBe(true);
      const row = deps().database.db.selectFrom('exports').select(['state', 'attempts']);
      expect(await row.executeTakeFirst()).toEqual({ state: 'waiting', attempts: 0 });
    }
    await runExports(app.current.parley);
    expect(await found()).toMatchObject({ state: 'done' });
  });

  it('is taken by another one when it dies, and what it still writes counts for nothing', async () => {
    let isTaken = false;
    const dying = withAppend(async (draft, bytes) => {
      await draft.append(bytes);
      if (isTaken) return;
      isTaken = true;
      await deps()
        .database.db.updateTable('exports')
        .set({ claimed_until: new Date(0) })
        .execute();
      expect(await runExport(deps(), NEVER)).toBe(true);
    });
    await runExport(dying, NEVER);
    const done = await found();
    expect(done).toMatchObject({ state: 'done', rowsWritten: 1 });
    expect(await linesOf(done ?? exported)).toHaveLength(1);
    expect(new Set(await leftovers())).toEqual(new Set([done?.claim]));
  });

  it('is left alone while its writer lives', async () => {
    const now = new Date();
    const until = new Date(now.getTime() + 20_000);
    await claimExport(deps().database.named, { claim: systemIds.uuid(), now, until });
    expect(await runExports(app.current.parley)).toBe(0);
  });

  describe('and starts again', () => {
    const writers: ReturnType<typeof createExportWriter>[] = [];
    afterEach(async () => {
      for (const writer of writers.splice(0)) await writer.stop();
    });

    it('is written in the background, at once where no other server can be writing it', async () => {
      const now = new Date();
      const until = new Date(testDatabaseUrl ? now.getTime() - 1 : now.getTime() + 20_000);
      await claimExport(deps().database.named, { claim: systemIds.uuid(), now, until });
      const writer = createExportWriter(deps());
      writers.push(writer);
      writer.start();
      await expect.poll(async () => (await found())?.state, { timeout: 10_000 }).toBe('done');
      const second = await createExport(deps(), {
        origin,
        shape: { format: 'csv', rows: 'message' },
        filter: {},
        selection: { scope: 'workspace', filter: {} },
      });
      await expect
        .poll(async () => (await findExport(deps().database.db, second))?.state, { timeout: 10_000 })
        .toBe('done');
    });
  });
});

describe('an export that is being written', () => {
  it('ends without a file when it is called off', async () => {
    const called = withAppend(async (draft, bytes) => {
      await draft.append(bytes);
      await cancelExport(deps(), { origin, id: exported.id });
    });
    await runExport(called, NEVER);
    expect(await found()).toMatchObject({ state: 'cancelled', rowsWritten: 0, bytes: 0 });
    expect(await leftovers()).toEqual([]);
  });

  it('is given up after five attempts that fail', async () => {
    const failing = withAppend(async () => {
      throw new Error('the disk is full');
    });
    for (let attempt = 1; attempt < 5; attempt += 1) {
      await runExport(failing, NEVER);
      expect((await found())?.state).toBe('waiting');
    }
    await runExport(failing, NEVER);
    expect(await found()).toMatchObject({ state: 'failed', error: 'The server could not write it; its log says why.' });
    expect(await runExports(app.current.parley)).toBe(0);
    expect(await leftovers()).toEqual([]);
  });

  it('is given up when it took its server down each time', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const past = new Date(Date.now() - 1_000);
      await claimExport(deps().database.named, { claim: systemIds.uuid(), now: new Date(), until: past });
    }
    await runExports(app.current.parley);
    expect(await found()).toMatchObject({ state: 'failed', error: expect.stringContaining('5 times') });
  });

  it('keeps its contents from the job that removes those of nobody', async () => {
    await runExports(app.current.parley);
    await deps().files.write(systemIds.uuid(), Buffer.from('of nobody'));
    await removeOrphanContents(deps());
    const done = await found();
    expect(await deps().database.db.selectFrom('file_chunks').select('file_id').execute()).toEqual([
      { file_id: done?.claim },
    ]);
  });
});

it('what was selected goes by its whole key, which is the index of the table', async () => {
  const { database } = deps();
  const [id, foreign] = [systemIds.uuid(), systemIds.uuid()];
  const list = { ids: [systemIds.uuid()], number: 1, at: new Date() };
  for (const workspaceId of [origin.workspaceId, foreign]) {
    await insertCandidates(database.named, { workspaceId, id }, list);
  }
  await removeSelections(database.named, [{ workspaceId: origin.workspaceId, id }]);
  const rest = await database.db.selectFrom('export_selections').select('workspace_id').execute();
  expect(rest).toEqual([{ workspace_id: foreign }]);
});

describe('what was erased', () => {
  /** Makes the conversation a visitor's, who is then erased. */
  async function eraseAll(): Promise<void> {
    const visitorId = systemIds.uuid();
    await deps().database.db.updateTable('conversations').set({ visitor_id: visitorId }).execute();
    await eraseVisitor(app.current.parley.deps, { agentId: app.current.first.chatbot_id, visitorId, origin });
  }

  it('takes the files with it that have it', async () => {
    await runExports(app.current.parley);
    await eraseAll();
    expect(await found()).toMatchObject({ state: 'expired' });
    expect(await leftovers()).toEqual([]);
  });

  describe('by a server that dies right after the commit', () => {
    /** Whatever comes after the commit does not come about; `name` is of the first statement of that. */
    async function eraseAndDie(name: 'exports-take-back' | 'export-selections-remove'): Promise<void> {
      const { named } = app.current.database;
      const dying = {
        ...app.current.database,
        named: (async (statement, ...rest) => {
          if (statement === name) throw new Error('dead');
          return named(statement, ...rest);
        }) as typeof named,
      };
      Object.assign(deps(), { database: dying });
      await eraseAll();
      Object.assign(deps(), { database: app.current.database });
      expect(await deps().database.db.selectFrom('conversations').select('id').execute()).toEqual([]);
    }
    const underWay = () => deps().database.db.selectFrom('erasures_under_way').selectAll().execute();

    it.each(['exports-take-back', 'export-selections-remove'] as const)(
      'is taken out of files by the hourly job: %s',
      async (name) => {
        await runExports(app.current.parley);
        await eraseAndDie(name);
        expect(await underWay()).toHaveLength(1);
        expect(await leftovers()).not.toEqual([]);
        await forgetExports(deps());
        expect(await found()).toMatchObject({ state: 'expired' });
        expect([await leftovers(), await underWay()]).toEqual([[], []]);
      },
    );

    it('is taken out of files by the next server that starts', async () => {
      await runExports(app.current.parley);
      await eraseAndDie('exports-take-back');
      const writer = createExportWriter(deps());
      writer.start();
      await expect.poll(underWay, { timeout: 10_000 }).toEqual([]);
      await writer.stop();
      expect(await found()).toMatchObject({ state: 'expired' });
      expect(await leftovers()).toEqual([]);
    });
  });

  it('has an export begun again that is being written, without it', async () => {
    let isErased = false;
    const erased = withAppend(async (draft, bytes) => {
      await draft.append(bytes);
      if (!isErased) await eraseAll();
      isErased = true;
    });
    await runExport(erased, NEVER);
    expect(await found()).toMatchObject({ state: 'waiting' });
    expect(await leftovers()).toEqual([]);
    await runExports(app.current.parley);
    expect(await linesOf((await found()) ?? exported)).toEqual([]);
  });

  it('leaves the files alone that do not have it', async () => {
    await runExports(app.current.parley);
    const other: string = (await say('Another')).json().conv_id;
    const visitorId = systemIds.uuid();
    await deps()
      .database.db.updateTable('conversations')
      .set({ visitor_id: visitorId })
      .where('id', '=', other)
      .execute();
    await eraseVisitor(app.current.parley.deps, { agentId: app.current.first.chatbot_id, visitorId, origin });
    expect((await found())?.state).toBe('done');
  });
});
