import type { IncomingMessage } from '../domain/channels/channel.ts';
import { announcedFile, CHANNEL_FILES_MAX } from '../domain/channels/channel-files.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';

/** A file of a visitor's message, with the attachment that stands for it until its bytes are here. */
export type AnnouncedFile = {
  readonly id: string;
  readonly ref: IncomingMessage['files'][number];
  readonly attachment: {
    readonly id: string;
    readonly url: string;
    readonly name: string;
    readonly content_type: string;
    readonly size: number;
  };
};

/** Announces the files of a message: what it brings is written before it is named, what is to be fetched is only named. */
export async function announceChannelFiles(
  deps: Pick<Deps, 'ids' | 'files' | 'links' | 'baseUrl'>,
  { files }: Pick<IncomingMessage, 'files'>,
): Promise<AnnouncedFile[]> {
  const all: AnnouncedFile[] = [];
  for (const { content, ...ref } of files.slice(0, CHANNEL_FILES_MAX)) {
    const id = deps.ids.uuid();
    if (content) await deps.files.write(id, content);
    const size = content ? { size: content.length } : {};
    all.push({
      id,
      ref: { ...ref, ...size },
      attachment: { id, ...announcedFile({ ...ref, ...size }), url: fileAddress(deps, id) },
    });
  }
  return all;
}
