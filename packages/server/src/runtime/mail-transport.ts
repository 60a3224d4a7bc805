import type { Transporter } from 'nodemailer';

/** A mail to hand to the server. */
type Outgoing = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

type Outcome =
  | { readonly type: 'sent' }
  | { readonly type: 'retry'; readonly reason: string }
  | { readonly type: 'refused'; readonly reason: string };

const WAITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Hands mails to the SMTP server of a URL: `smtps://` is encrypted from the start, `smtp://` as soon as the server offers
 * it. `from` is `Name <address>` or an address.
 */
export function createMailTransport({ url, from }: { readonly url: string; readonly from: () => string }): {
  send(mail: Outgoing): Promise<Outcome>;
  sender(): string;
} {
  let opened: Promise<Transporter> | undefined;
  return {
    sender: from,
    async send({ id, to, subject, text, html }) {
      opened ??= openTransport(url);
      const sender = from();
      try {
        const transport = await opened;
        await transport.sendMail({
          // The same at each attempt: whoever gets a mail twice can tell.
          messageId: `<${id}@${sender.replace(/^.*@|>$/g, '')}>`,
          from: sender,
          // As an object: a comma in an address never makes it two.
          to: { name: '', address: to },
          subject,
          text,
          html,
          // Other programs do not answer what a program sent.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { type: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

/** Who mails come from unless told: nobody at the host of the installation, of which an address has no name. */
export function defaultSender(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return `Parley <no-reply@${/[a-z]/i.test(hostname) && !hostname.startsWith('[') ? hostname : 'localhost'}>`;
}

// Only when the first mail goes: a start need not wait for it.
async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({ url, ...WAITS });
}

/** What a failure means: a mistake in this mail is final; the server's troubles and our password are not. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode, response, message } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    message?: string;
  };
  const reason = String(response ?? message ?? error).slice(0, 500);
  const isAboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return { type: isAboutTheMail && (responseCode ?? 500) >= 500 ? 'refused' : 'retry', reason };
}
