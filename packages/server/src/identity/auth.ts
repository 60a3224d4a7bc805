import { AsyncLocalStorage } from 'node:async_hooks';
import { hkdfSync } from 'node:crypto';
import type { Database } from '../store/db/database.ts';
import type { Schema, Tx } from '../store/schema.ts';
import type { BetterAuth } from './better-auth.ts';
import { joinedDatabase } from './joined-database.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/** A password's costly derivations, done before a transaction is opened so that none is held open meanwhile. */
export type Derived = {
  readonly verified?: { readonly password: string; readonly hash: string };
  readonly hashed?: { readonly password: string; readonly hash: string };
};

/** better-auth on our database, loaded when it is first needed: a server that nobody signs in to starts without it. */
export type Auth = {
  /** For reading: each statement stands for itself. */
  open(): Promise<BetterAuth>;
  /** Opens a transaction, of which everything that `work` has better-auth do is part. */
  change<T>(derived: Derived, work: (auth: BetterAuth, tx: Tx) => Promise<T>): Promise<T>;
};

type AuthOptions = {
  readonly database: Database<Schema>;
  readonly secret: string;
  readonly isSecure: boolean;
  readonly newId: () => string;
  readonly onResetRequested: (
    tx: Tx,
    user: { readonly id: string; readonly email: string },
    token: string,
  ) => Promise<void>;
};

export function createAuth({ database, secret, isSecure, newId, onResetRequested }: AuthOptions): Auth {
  const joined = joinedDatabase(database.db);
  const running = new AsyncLocalStorage<{ readonly tx: Tx; readonly derived: Derived }>();
  let opened: Promise<BetterAuth> | undefined;
  const load = async (): Promise<BetterAuth> => {
    const { openBetterAuth } = await import('./better-auth.ts');
    const auth = openBetterAuth({
      database: joined,
      secret: Buffer.from(hkdfSync('sha256', secret, 'parley', 'sign-in', 32)).toString('hex'),
      isSecure,
      newId,
      passwords: {
        async hash(password) {
          const done = running.getStore()?.derived.hashed;
          return done?.password === password ? done.hash : hashPassword(password);
        },
        async verify({ hash, password }) {
          const done = running.getStore()?.derived.verified;
          return done?.password === password && done.hash === hash ? true : verifyPassword(password, hash);
        },
      },
      async onResetRequested(user, token) {
        const { tx } = running.getStore() ?? {};
        if (!tx) throw new Error('a password reset outside a transaction');
        await onResetRequested(tx, user, token);
      },
    });
    // Here, or its own beginning would take place inside the first transaction.
    await auth.$context;
    return auth;
  };
  const open = (): Promise<BetterAuth> => {
    opened ??= load();
    return opened;
  };
  return {
    open,
    async change(derived, work) {
      const auth = await open();
      return database.transaction((tx) => joined.within(tx, () => running.run({ tx, derived }, () => work(auth, tx))));
    },
  };
}
