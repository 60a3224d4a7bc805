import { ApiError } from '@parley/sdk';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { problemOf } from '../session/problem-of.ts';
import { changedFields, problemAt } from './draft.ts';

type FormInput<T extends object, R> = {
  /** As it is stored now. What arrives later is taken over in fields that nobody has changed. */
  readonly stored: T;
  readonly send: (draft: T, changed: Partial<T>) => Promise<R>;
  /** After the server has agreed. */
  readonly onDone?: (answer: R) => void | Promise<void>;
};

export type Form<T extends object> = {
  readonly draft: T;
  readonly isDirty: boolean;
  readonly isBusy: boolean;
  readonly set: (change: Partial<T>) => void;
  /** Back to what is stored. */
  readonly reset: () => void;
  readonly submit: (event?: FormEvent) => void;
  /** What the server said about a field. */
  readonly problemOf: (name: keyof T & string) => string | undefined;
  /** What it said about the whole, or about no field of the form; null when nothing. */
  readonly problem: string | null;
};

/** A form over something stored: what somebody has changed and not sent, and what the server says about it. */
export function useForm<T extends object, R>({ stored, send, onDone }: FormInput<T, R>): Form<T> {
  const [changes, setChanges] = useState<Partial<T>>({});
  const changed = changedFields(stored, changes);
  const draft = { ...stored, ...changed };
  // Two presses may come before it shows that it is busy.
  const isSending = useRef(false);
  const {
    mutate,
    isPending,
    error,
    reset: forget,
  } = useMutation({
    mutationFn: (sent: { readonly draft: T; readonly changed: Partial<T> }) => send(sent.draft, sent.changed),
    onSuccess: async (answer, sent) => {
      // What was typed meanwhile stays.
      setChanges((now) => changedFields(sent.draft, now));
      await onDone?.(answer);
    },
    onSettled: () => {
      isSending.current = false;
    },
  });
  const fields = error instanceof ApiError ? error.fields : {};
  const isPlaced = Object.keys(stored).some((name) => problemAt(fields, name) !== undefined);
  return {
    draft,
    isDirty: Object.keys(changed).length > 0,
    isBusy: isPending,
    set: (change) => setChanges((before) => ({ ...before, ...change })),
    reset: () => {
      setChanges({});
      forget();
    },
    submit: (event) => {
      event?.preventDefault();
      if (isSending.current) return;
      isSending.current = true;
      mutate({ draft, changed });
    },
    problemOf: (name) => problemAt(fields, name),
    problem: error && !isPlaced ? problemOf(error) : null,
  };
}
