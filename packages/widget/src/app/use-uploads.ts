import type { Attachment } from '@parley/protocol/api';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLateUi } from './ui.ts';

export type Upload = {
  readonly key: number;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  /** Null while it is on its way. */
  readonly attachment: Attachment | null;
  /** Ends it where it is still on its way. */
  stop(): void;
};

/** The files of the message that is being written. `problem` names what is wrong with the last that could not be added. */
export function useUploads() {
  const { client, t, load } = useLateUi();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const latest = useRef(uploads);
  latest.current = uploads;
  // What is on its way when its visitor goes is of nobody.
  useEffect(
    () => () => {
      for (const { stop } of latest.current) stop();
    },
    [],
  );
  const [problem, complain] = useState<string | null>(null);
  // Between the choice and the upload: the message waits for it already.
  const [isAdding, setAdding] = useState(false);
  const nextKey = useRef(0);
  const add = (upload: Upload) => setUploads((all) => [...all, upload]);
  const change = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
  const remove = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key));
  const choose = async (files: Iterable<File>) => {
    complain(null);
    setAdding(true);
    try {
      const { uploadFiles } = await load('extras');
      const newKey = () => nextKey.current++;
      uploadFiles({ client, t, files, others: uploads.length, newKey, add, change, remove, complain });
    } catch {
      complain(t('failed'));
    }
    setAdding(false);
  };
  const clear = () => {
    setUploads([]);
    complain(null);
  };
  const isUploading = isAdding || uploads.some(({ attachment }) => attachment === null);
  return {
    uploads,
    problem,
    isUploading,
    add: (files: Iterable<File>) => void choose(files),
    remove: (key: number) => {
      uploads.find((upload) => upload.key === key)?.stop();
      remove(key);
    },
    clear,
  };
}
