import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

type StoredMail = { readonly uid: number; readonly raw: Buffer; readonly at: Date; readonly flags: Set<string> };

/** A mailbox of a server on this machine that speaks as much IMAP (RFC 3501) as a reader of one mailbox needs. */
export type ImapServer = {
  readonly port: number;
  /** Each command as it came, without its tag; the password is among them. */
  readonly commands: readonly string[];
  readonly mails: readonly StoredMail[];
  /** Adds a mail and tells those who idle; gives its UID. */
  deliver(raw: string, given?: { readonly at?: Date; readonly isSeen?: boolean }): number;
  /** As after a restore: the same mails by other UIDs, the last first. */
  renumber(): void;
  /** Ends all connections. */
  drop(): void;
  close(): Promise<void>;
};

export const IMAP_LOGIN = { user: 'support@shop.example', password: 'imap "secret"' } as const;

export async function startImap({ idles = true }: { readonly idles?: boolean } = {}): Promise<ImapServer> {
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const idling = new Set<Socket>();
  let mails: StoredMail[] = [];
  let uidValidity = 1;
  let uidNext = 1;

  const answer = (socket: Socket, tag: string, line: string): void => {
    const say = (...lines: readonly string[]) => void socket.write(`${lines.join('\r\n')}\r\n`);
    const words = wordsOf(line);
    const verb = (words[0] ?? '').toUpperCase();
    const sub = verb === 'UID' ? (words[1] ?? '').toUpperCase() : '';
    if (verb === 'CAPABILITY') say(`* CAPABILITY IMAP4rev1${idles ? ' IDLE' : ''}`, `${tag} OK done`);
    else if (verb === 'LOGIN') {
      const isGood = words[1] === IMAP_LOGIN.user && words[2] === IMAP_LOGIN.password;
      say(isGood ? `${tag} OK hello` : `${tag} NO [AUTHENTICATIONFAILED] wrong name or password`);
    } else if (verb === 'LIST') say('* LIST (\\HasNoChildren) "/" "INBOX"', `${tag} OK done`);
    else if (verb === 'SELECT') {
      if (words[1]?.toUpperCase() !== 'INBOX') say(`${tag} NO [NONEXISTENT] no such mailbox`);
      else {
        say(
          `* ${mails.length} EXISTS`,
          '* FLAGS (\\Seen \\Deleted)',
          `* OK [UIDVALIDITY ${uidValidity}] as they are`,
          `* OK [UIDNEXT ${uidNext}] next`,
          `${tag} OK [READ-WRITE] open`,
        );
      }
    } else if (sub === 'SEARCH') say(`* SEARCH ${found(words.slice(2)).join(' ')}`.trimEnd(), `${tag} OK done`);
    else if (sub === 'FETCH') {
      fetched(socket, Number(words[2]), line.includes('BODY'));
      say(`${tag} OK done`);
    } else if (sub === 'STORE') {
      mails.find(({ uid }) => uid === Number(words[2]))?.flags.add('\\Seen');
      say(`${tag} OK done`);
    } else if (verb === 'LOGOUT') {
      say('* BYE bye', `${tag} OK done`);
      socket.end();
    } else say(verb === 'NOOP' ? `${tag} OK done` : `${tag} BAD unknown`);
  };

  /** `UNSEEN UID 3:* SINCE 1-May-2026`, in any order. */
  const found = (words: readonly string[]): readonly number[] => {
    const after = (name: string) => words[words.indexOf(name) + 1] ?? '';
    const from = Number(after('UID').split(':')[0]);
    const since = words.includes('SINCE') ? new Date(`${after('SINCE')} UTC`) : new Date(0);
    const last = mails.at(-1)?.uid;
    return mails
      .filter(({ uid, flags, at }) => (uid >= from || uid === last) && !flags.has('\\Seen') && at >= since)
      .map(({ uid }) => uid);
  };

  const fetched = (socket: Socket, uid: number, isWhole: boolean): void => {
    const index = mails.findIndex((mail) => mail.uid === uid);
    const mail = mails[index];
    if (!mail) return;
    if (!isWhole) socket.write(`* ${index + 1} FETCH (UID ${uid} RFC822.SIZE ${mail.raw.length})\r\n`);
    else {
      socket.write(`* ${index + 1} FETCH (UID ${uid} BODY[] {${mail.raw.length}}\r\n`);
      socket.write(mail.raw);
      socket.write(')\r\n');
    }
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      idling.delete(socket);
    });
    socket.on('error', () => {});
    socket.write('* OK ready\r\n');
    let idleTag = '';
    let rest = '';
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const [, tag = '', command = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
        commands.push(line === 'DONE' ? line : command);
        if (line === 'DONE') {
          idling.delete(socket);
          socket.write(`${idleTag} OK done\r\n`);
        } else if (command.toUpperCase() === 'IDLE' && idles) {
          idleTag = tag;
          idling.add(socket);
          socket.write('+ idling\r\n');
          // What came since the client last asked is told at once (RFC 2177).
          if (mails.length > 0) socket.write(`* ${mails.length} EXISTS\r\n`);
        } else answer(socket, tag, command);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    get mails() {
      return mails;
    },
    deliver(raw, { at = new Date(), isSeen = false } = {}) {
      const uid = uidNext;
      uidNext += 1;
      mails.push({
        uid,
        raw: Buffer.from(raw.replaceAll(/\r?\n/g, '\r\n')),
        at,
        flags: new Set(isSeen ? ['\\Seen'] : []),
      });
      for (const socket of idling) socket.write(`* ${mails.length} EXISTS\r\n`);
      return uid;
    },
    renumber() {
      uidValidity += 1;
      mails = mails.toReversed().map((mail, index) => ({ ...mail, uid: index + 1 }));
      uidNext = mails.length + 1;
    },
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Atoms and quoted strings. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map(
    ([whole, quoted]) => quoted?.replaceAll(/\\(.)/g, '$1') ?? whole,
  );
}
