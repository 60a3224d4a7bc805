import { CONVERSATION_SORTS } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { storeMany } from '../../support/many-conversations.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);
const minute = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 60_000);

/** What happens to the list between two of its pages. */
const disturbance = fc.record({
  begun: fc.array(fc.nat(400), { maxLength: 3 }),
  /** Shares of the list: which conversations get a message. */
  bumped: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 }),
});

const bump = async (id: string, at: Date) =>
  app.current.database.db.updateTable('conversations').set({ last_message_at: at }).where('id', '=', id).execute();

describe('the cursor of a list', () => {
  it('misses and doubles nothing that stands still while others come and move', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CONVERSATION_SORTS),
        fc.integer({ min: 1, max: 7 }),
        fc.array(disturbance, { minLength: 20, maxLength: 20 }),
        async (sort, limit, disturbances) => {
          await app.current.database.executeSql('truncate conversations');
          const ages = Array.from({ length: 30 }, (_, index) => minute(Math.floor(index / 3) * 10));
          const stored = await storeMany(
            app.current,
            ages.map((at, index) => ({
              createdAt: at,
              lastMessageAt: at,
              priority: (['low', 'medium', 'high'] as const)[index % 3] ?? 'low',
            })),
          );
          const still = new Set(stored.map(({ id }) => id));
          const seen: string[] = [];
          let cursor: string | null = null;
          let now = 1_000;
          let next = 0;
          for (let page = 0; page === 0 || cursor !== null; page += 1) {
            const place: string = cursor === null ? '' : `&cursor=${cursor}`;
            const { body } = await call('GET', `/conversations?sort=${sort}&limit=${limit}${place}`);
            seen.push(...body.data.map(({ id }: { id: string }) => id));
            cursor = body.next_cursor;
            const { begun, bumped } = disturbances[page] ?? { begun: [], bumped: [] };
            await storeMany(
              app.current,
              begun.map((at) => ({ ord: 5_000 + next++, createdAt: minute(at), lastMessageAt: minute(at) })),
            );
            for (const share of bumped) {
              const id = stored[Math.floor(share * stored.length)]?.id ?? '';
              still.delete(id);
              await bump(id, minute(now++));
            }
          }
          const counts = [...still].map((id) => seen.filter((one) => one === id).length);
          expect(counts).toEqual(counts.map(() => 1));
          const moved = seen.filter((id, index) => seen.indexOf(id) !== index);
          // Oldest first, what moved is met again at the end; in every other order nothing is doubled.
          if (sort !== 'last_message_at') expect(moved).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([
    ['garbage', 'x', ''],
    ['that is JSON but none of ours', Buffer.from('{"list":"-last_message_at"}').toString('base64url'), ''],
    ['with a time that is none', Buffer.from('{"list":"-last_message_at","at":"x","id":1}').toString('base64url'), ''],
    ['too long', 'x'.repeat(600), ''],
  ])('is refused when it is %s', async (_name, cursor, more) => {
    const { status, body } = await call('GET', `/conversations?cursor=${cursor}${more}`);
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_query', ['cursor']]);
  });

  it('is refused in another order and with a search', async () => {
    await storeMany(app.current, [{}, {}]);
    const { body } = await call('GET', '/conversations?limit=1');
    expect(body.has_more).toBe(true);
    for (const other of ['sort=created_at', 'sort=last_message_at', 'q=policy']) {
      const answer = await call('GET', `/conversations?${other}&cursor=${body.next_cursor}`);
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_query']);
    }
    expect((await call('GET', `/conversations?cursor=${body.next_cursor}`)).body).toMatchObject({
      has_more: false,
      next_cursor: null,
      data: [{}],
    });
  });
});
