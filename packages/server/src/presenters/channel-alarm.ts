import { linkMail } from './link-mail.ts';

/** The mail that tells an owner that a channel does not work until somebody looks after it. */
export function channelAlarm(about: {
  readonly workspace: string;
  readonly channel: { readonly name: string; readonly platform: string };
  readonly problem: string;
  readonly baseUrl: string;
}) {
  const { workspace, channel, problem, baseUrl } = about;
  return linkMail({
    subject: `The channel «${channel.name}» needs attention`,
    paragraphs: [
      `The channel «${channel.name}» (${channel.platform}) of the workspace «${workspace}» does not work as it should: ${problem}`,
      'Open the channel in the inbox, correct what is wrong and check it. What was said meanwhile stands in the conversations.',
    ],
    action: 'Open the inbox',
    url: `${baseUrl}/inbox`,
    closing: ['You get this mail because you own the workspace. It is sent once for each problem.'],
  });
}
