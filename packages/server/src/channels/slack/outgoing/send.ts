import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient, Sent } from '../../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { callSlack, outsideFailure, type SlackAnswer } from '../call.ts';
import { IS_ABOUT_MARKDOWN } from '../failures.ts';
import { messageId } from '../incoming/message.ts';
import { idOf, objectOf, objectsOf, stampOf, textOf } from '../payload.ts';

/** Posts a part, or shares its files with the text above them. Gives `team:channel:ts`. */
export async function send(
  fetch: OutsideFetch,
  to: Recipient,
  part: OutgoingPart,
  config: ChannelConfig,
): Promise<Sent> {
  const place = placeOf(to);
  if (!place) return { ok: false, failure: 'refused', detail: 'It is not known where in Slack this belongs.' };
  if (part.files.length > 0) return share(fetch, place, part, config);
  const answer = await post(fetch, place, part.body, config);
  if (!answer.ok) return sentOf(answer);
  const channel = idOf(answer.body, 'channel') || place.channel;
  return { ok: true, id: messageId(place.team, channel, textOf(answer.body, 'ts')) };
}

/** Shows that the agent is at work. Slack has a place for it in threads only, and takes it away when something is said. */
export async function typing(fetch: OutsideFetch, to: Recipient, config: ChannelConfig): Promise<void> {
  const place = placeOf(to);
  if (!place?.thread) return;
  const args = { channel_id: place.channel, thread_ts: place.thread, status: 'is typing…' };
  await callSlack(fetch, config, 'assistant.threads.setStatus', args);
}

type Place = { readonly team: string; readonly channel: string; readonly thread: string };

function placeOf({ thread, reply }: Recipient): Place | null {
  const [team = '', ofThread = ''] = thread.split(':');
  const channel = idOf(reply, 'channel') || ofThread;
  return channel ? { team, channel, thread: stampOf(reply, 'threadTs') } : null;
}

/** Slack renders Markdown itself. What it cannot make blocks of it refuses whole, and then gets as it is written. */
async function post(fetch: OutsideFetch, place: Place, body: string, config: ChannelConfig): Promise<SlackAnswer> {
  const common = {
    channel: place.channel,
    thread_ts: place.thread || undefined,
    unfurl_links: false,
    unfurl_media: false,
  };
  const answer = await callSlack(fetch, config, 'chat.postMessage', { ...common, markdown_text: body });
  if (answer.ok || !IS_ABOUT_MARKDOWN.has(answer.error)) return answer;
  return callSlack(fetch, config, 'chat.postMessage', { ...common, text: escaped(body), mrkdwn: false });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Until the last call nobody sees anything: what fails before it can be done again. */
async function share(
  fetch: OutsideFetch,
  { team, channel, thread }: Place,
  { files, body }: OutgoingPart,
  config: ChannelConfig,
): Promise<Sent> {
  const uploaded: { readonly id: string; readonly title: string }[] = [];
  for (const file of files) {
    const id = await upload(fetch, file, config);
    if (typeof id !== 'string') return id;
    uploaded.push({ id, title: file.name });
  }
  const answer = await callSlack(fetch, config, 'files.completeUploadExternal', {
    files: uploaded,
    channel_id: channel,
    thread_ts: thread || undefined,
    initial_comment: body ? escaped(body) : undefined,
  });
  if (!answer.ok) return sentOf(answer);
  // The message is made a moment later, so that its time is seldom known here.
  const shared = objectsOf(answer.body, 'files').map((file) => sharedAt(file, channel));
  return { ok: true, id: messageId(team, channel, shared.find(Boolean) || (uploaded[0]?.id ?? '')) };
}

function sharedAt(file: Parameters<typeof objectOf>[0], channel: string): string {
  const shares = objectOf(file, 'shares');
  return stampOf(objectsOf(objectOf(shares, 'private') ?? objectOf(shares, 'public'), channel)[0], 'ts');
}

/** The id of the file that was uploaded, or what went wrong. The address is a secret of its own: no token goes there. */
async function upload(fetch: OutsideFetch, file: OutgoingFile, config: ChannelConfig): Promise<string | Sent> {
  const bytes = await file.read();
  if (!bytes) return { ok: false, failure: 'refused', detail: 'The file is not there any more.' };
  const wanted = { filename: file.name, length: bytes.length };
  const answer = await callSlack(fetch, config, 'files.getUploadURLExternal', wanted);
  if (!answer.ok) return again(sentOf(answer));
  const [url, id] = [textOf(answer.body, 'upload_url'), idOf(answer.body, 'file_id')];
  if (!URL.canParse(url) || !id)
    return { ok: false, failure: 'refused', detail: 'Slack gave no address to upload to.' };
  try {
    const headers = { 'content-type': 'application/octet-stream' };
    const { status } = await fetch(url, { method: 'POST', headers, body: new Uint8Array(bytes) });
    if (status === 200) return id;
    const failure = status >= 500 || status === 429 ? 'retry' : 'refused';
    return { ok: false, failure, detail: `Slack answered ${status} to the upload of the file.` };
  } catch (error) {
    const [failure, detail] = outsideFailure(error);
    return again({ ok: false, failure, detail });
  }
}

const again = (sent: Sent): Sent => (!sent.ok && sent.failure === 'unknown' ? { ...sent, failure: 'retry' } : sent);

function sentOf(answer: Extract<SlackAnswer, { readonly ok: false }>): Extract<Sent, { readonly ok: false }> {
  const { error: _, ...sent } = answer;
  return sent;
}
