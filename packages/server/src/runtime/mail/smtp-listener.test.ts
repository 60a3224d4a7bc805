import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { type ArrivedMail, createSmtpListener, type SmtpListener, type SmtpListenerOptions } from './smtp-listener.ts';

const pem = (name: string): string => readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');

const open: SmtpListener[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

async function listener(given: Partial<SmtpListenerOptions> = {}) {
  const arrived: ArrivedMail[] = [];
  const started = await createSmtpListener({
    port: 0,
    host: '127.0.0.1',
    hostname: 'mx.shop.example',
    maxBytes: 100_000,
    accepts: async (address) => /^support(\+.*)?@shop\.example$/.test(address),
    receive: async (mail) => {
      arrived.push(mail);
      return 'stored';
    },
    ...given,
  });
  open.push(started);
  return { arrived, port: started.port };
}

const MAIL = { from: 'ann@customer.example', to: 'support@shop.example', subject: 'Hi', text: 'Hello\n.\nthere' };

/** What the server answered, as its number. */
async function answerTo(port: number, mail: SendMailOptions = MAIL, settings = {}): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...settings });
  const sent = await transport.sendMail(mail).then(
    ({ response }) => Number.parseInt(response, 10),
    (error: { responseCode?: number }) => error.responseCode ?? 0,
  );
  transport.close();
  return sent;
}

describe('the receiver of mail', () => {
  it('brings a mail as its bytes came, with its envelope', async () => {
    const { arrived, port } = await listener();
    expect(
      await answerTo(port, { ...MAIL, envelope: { from: 'bounce@customer.example', to: 'support+x@shop.example' } }),
    ).toBe(250);
    expect(arrived).toMatchObject([{ envelopeFrom: 'bounce@customer.example', envelopeTo: 'support+x@shop.example' }]);
    expect(Buffer.from(arrived[0]?.raw ?? []).toString()).toContain('Hello\r\n.\r\nthere');
  });

  it('says yes only once it is stored', async () => {
    const events: string[] = [];
    const { port } = await listener({
      receive: async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        events.push('stored');
        return 'stored';
      },
    });
    expect(await answerTo(port)).toBe(250);
    events.push('answered');
    expect(events).toEqual(['stored', 'answered']);
  });

  it('has the sender come again when it could not be stored', async () => {
    let isDown = true;
    const { arrived, port } = await listener({
      receive: async (mail) => {
        if (isDown) throw new Error('the database is down');
        arrived.push(mail);
        return 'stored';
      },
    });
    expect(await answerTo(port)).toBe(451);
    isDown = false;
    expect(await answerTo(port)).toBe(250);
    expect(arrived).toHaveLength(1);
  });

  it('takes bounces, whose sender is empty', async () => {
    const { arrived, port } = await listener();
    expect(await answerTo(port, { ...MAIL, envelope: { from: '', to: 'support@shop.example' } })).toBe(250);
    expect(arrived).toMatchObject([{ envelopeFrom: '' }]);
  });

  it('takes what is for one address it knows, and hands nothing on', async () => {
    const { arrived, port } = await listener();
    expect(await answerTo(port, { ...MAIL, to: 'eve@elsewhere.example' })).toBe(550);
    expect(await answerTo(port, { ...MAIL, to: 'other@shop.example' })).toBe(550);
    expect(await answerTo(port, { ...MAIL, to: ['eve@elsewhere.example', 'support@shop.example'] })).toBe(250);
    expect(arrived.map(({ envelopeTo }) => envelopeTo)).toEqual(['support@shop.example']);
  });

  it('asks to come again when it cannot know an address', async () => {
    const { port } = await listener({ accepts: () => Promise.reject(new Error('down')) });
    expect(await answerTo(port)).toBe(451);
  });

  it('refuses what the channel does', async () => {
    const { port } = await listener({ receive: async () => 'refused' });
    expect(await answerTo(port)).toBe(550);
  });

  it('refuses what is too large, said before or not', async () => {
    const { arrived, port } = await listener();
    expect(await answerTo(port, { ...MAIL, text: 'x'.repeat(150_000) })).toBe(552);
    expect(
      await answerTo(port, {
        ...MAIL,
        envelope: { ...MAIL, size: 10 } as SendMailOptions['envelope'],
        text: 'x\n'.repeat(80_000),
      }),
    ).toBe(552);
    expect(arrived).toEqual([]);
  });

  it('lets nobody log in', async () => {
    const { port } = await listener();
    const socket = connect(port, '127.0.0.1');
    const said: string[] = [];
    for (const line of ['EHLO x', 'AUTH PLAIN AGEAYg==', 'AUTH LOGIN', 'STARTTLS', 'QUIT']) {
      said.push(String((await once(socket, 'data'))[0]));
      socket.write(`${line}\r\n`);
    }
    expect(said[1]).not.toMatch(/AUTH|STARTTLS/);
    expect(said.slice(2).map((answer) => answer[0])).toEqual(['5', '5', '5']);
    socket.destroy();
  });

  it('encrypts where it has a certificate', async () => {
    const { port, arrived } = await listener({ tls: { key: pem('key'), cert: pem('cert') } });
    const secure = { ignoreTLS: false, requireTLS: true, tls: { ca: pem('cert'), servername: 'mx.shop.example' } };
    expect(await answerTo(port, MAIL, secure)).toBe(250);
    expect(await answerTo(port)).toBe(250);
    expect(arrived).toHaveLength(2);
  });

  it('bears only so many connections', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { port } = await listener({
      maxConnections: 1,
      receive: async () => {
        await held;
        return 'stored';
      },
    });
    const first = answerTo(port);
    await expect.poll(() => answerTo(port)).toBe(421);
    release();
    expect(await first).toBe(250);
  });
});
