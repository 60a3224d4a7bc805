import type { ChannelConfig, OutgoingFile } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { graphClient } from '../shared/graph/graph-client.ts';
import { notAnswered, notSent } from '../shared/graph/graph-failure.ts';
import { messagingMeaning } from '../shared/graph/graph-messaging-failures.ts';
import { attachmentType, type FileMessage } from '../shared/graph/graph-messaging-send.ts';
import { textOf } from '../shared/loose-json.ts';

/** Hands a file to Messenger, for a message to name. Nobody has seen it yet: what may pass may be tried again. */
export const uploadedFile =
  (fetch: OutsideFetch, config: ChannelConfig): FileMessage =>
  async (file) => {
    const bytes = await file.read();
    if (!bytes) return { ok: false, failure: 'refused', detail: `The file ${file.name} is not there any more.` };
    const type = attachmentType(file.contentType);
    try {
      const form = formOf(file, type, bytes);
      const answer = await graphClient(fetch, config, 'page_access_token').postForm('/me/message_attachments', form);
      if (!answer.ok) return notSent(answer.error, messagingMeaning);
      const id = textOf(answer.json.attachment_id);
      if (!id) return { ok: false, failure: 'retry', detail: 'Meta gave no id for an uploaded file.' };
      return { ok: true, message: { attachment: { type, payload: { attachment_id: id } } } };
    } catch (error) {
      return { ...notAnswered(error), failure: 'retry' };
    }
  };

function formOf(file: OutgoingFile, type: string, bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set('message', JSON.stringify({ attachment: { type, payload: { is_reusable: true } } }));
  form.set('filedata', new Blob([new Uint8Array(bytes)], { type: file.contentType }), file.name);
  return form;
}
