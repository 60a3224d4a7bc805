import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { sizeInWords } from '../../ui/size-in-words.ts';
import { FILE_MAX_BYTES, FILES_MAX, fileRefusal } from './file-limits.ts';
import type { KeptFile } from './kept-locally.ts';
import { uploadFile } from './upload-file.ts';

/** A file on its way to the server, or one that was not taken. */
export type Upload = {
  readonly key: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly problem: string | null;
};

type Input = {
  readonly conversationId: string;
  /** How many files the reply has already. */
  readonly count: number;
  readonly onDone: (file: KeptFile) => void;
};

/** Uploads files for a reply, each by itself. */
export function useUploads({ conversationId, count, onDone }: Input) {
  const { t, i18n } = useTranslation('composer');
  const { client } = useInbox();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const endings = useRef(new Map<number, AbortController>());
  const nextKey = useRef(1);
  const become = (key: number, change: Partial<Upload>): void =>
    setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  const remove = (key: number): void => {
    endings.current.get(key)?.abort(new Error('given up'));
    setUploads((before) => before.filter((upload) => upload.key !== key));
  };
  const start = async (file: File, key: number): Promise<void> => {
    const ending = new AbortController();
    endings.current.set(key, ending);
    const url = client.address(`/v1/inbox/conversations/${conversationId}/files`);
    try {
      const onProgress = (share: number): void => become(key, { share });
      const { id, name, size } = await uploadFile({ url, file, onProgress, signal: ending.signal });
      setUploads((before) => before.filter((upload) => upload.key !== key));
      onDone({ id, name, size });
    } catch (error) {
      if (!ending.signal.aborted) become(key, { problem: problemOf(error) || t('uploadFailed') });
    } finally {
      endings.current.delete(key);
    }
  };
  /** Takes files that were chosen, pasted or dropped; what may not be sent says why and is not uploaded. */
  const add = (files: readonly File[]): void => {
    let held = count + uploads.filter(({ problem }) => problem === null).length;
    for (const file of files) {
      const key = nextKey.current++;
      const refusal = fileRefusal(file, held);
      const limits = { size: sizeInWords(FILE_MAX_BYTES, i18n.language), count: FILES_MAX };
      const problem = refusal && t(`refusals.${refusal}`, limits);
      setUploads((before) => [...before, { key, name: file.name, share: 0, problem }]);
      if (refusal) continue;
      held += 1;
      void start(file, key);
    }
  };
  return { uploads, add, remove, isUploading: uploads.some(({ problem }) => problem === null) };
}
