/** A WebSocket to a place outside, as far as platforms use one. */
export interface OutsideSocket {
  send(text: string): void;
  /** Codes 1000 and 3000 to 4999. */
  close(code: number): void;
  /** What comes, in order, from the opening on: texts, and at last how it was closed (1006 when the connection was lost). */
  readonly events: AsyncIterable<SocketEvent>;
}

export type SocketEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string };

/** Opens a socket to a public address; where that may not be, or fails, its events say so. */
export type OpenSocket = (url: string) => Promise<OutsideSocket>;
