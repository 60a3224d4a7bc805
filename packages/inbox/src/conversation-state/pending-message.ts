/** What somebody has sent and the server has not taken yet. */
export type PendingMessage = {
  /** Sent with every attempt, so that it is said once. */
  readonly key: string;
  readonly text: string;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly at: string;
  /** What the screen showed when it was sent: the `seq` of the last event. */
  readonly basedOn: number;
  readonly state: PendingState;
};

/** `sending` tries by itself; `failed` waits for the person; `overtaken`: somebody else did something meanwhile. */
export type PendingState =
  | { readonly is: 'sending' }
  | {
      readonly is: 'failed';
      readonly problem: string /** The server said no, and would say so again to the same key. */;
      readonly isRefused?: boolean;
    }
  | { readonly is: 'overtaken'; readonly problem: string };

/** What can be done with what was not taken. */
export type PendingActions = {
  /** Tries again; what was overtaken is sent although. */
  readonly retry: (key: string) => void;
  /** Takes it back into the composer. */
  readonly takeBack: (key: string) => void;
};
