import { linkMail } from './link-mail.ts';

/** The mail that tells an owner that deliveries to an endpoint do not come through. */
export function webhookAlarm(about: { readonly workspace: string; readonly url: string; readonly docsUrl: string }) {
  return linkMail({
    subject: `Webhooks to ${new URL(about.url).host} are failing`,
    paragraphs: [
      `Most of the latest deliveries of the workspace «${about.workspace}» to ${about.url} have failed.`,
      'Parley holds further deliveries back and tries one now and then. As soon as one comes through, all that wait are sent: nothing is lost for 30 days.',
      'What the receiver answered is in the log of the deliveries (GET /v1/webhooks/{id}/deliveries).',
    ],
    action: 'Read how to look into it',
    url: about.docsUrl,
    closing: ['You get this mail because you own the workspace. It is sent once for each outage.'],
  });
}
