/** A request to an address that somebody gave us. */
export type OutsideRequest = {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For the whole exchange, redirects included. */
  readonly timeoutMs: number;
  /** Of the answer's body, no more is read. */
  readonly maxBytes: number;
  /** Whether a longer body is cut there (as unless told) or a failure. */
  readonly whenLonger?: 'cut' | 'fail';
  /** How many redirects are followed, each checked like the first address. None unless told. */
  readonly maxRedirects?: number;
  /** Refuses redirects to another origin, for requests that carry secrets beyond the headers that are known for it. */
  readonly staysOnOrigin?: boolean;
};

export type OutsideFailure = 'refused_url' | 'refused_address' | 'dns' | 'connect' | 'tls' | 'timeout' | 'too_large';

/** What came of it. What goes wrong outside is an outcome and never thrown; `message` is a sentence for people. */
export type OutsideOutcome =
  | {
      readonly type: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
      readonly isCut: boolean;
      readonly ms: number;
    }
  | {
      readonly type: 'failed';
      readonly reason: OutsideFailure;
      readonly message: string;
      /** Whether the request may have been read all the same: then it must not be sent again by itself. */
      readonly isUnknown: boolean;
      readonly ms: number;
    };

/** The one door to addresses that users give (design §12). */
export interface OutsideClient {
  send(request: OutsideRequest): Promise<OutsideOutcome>;
  /** What is wrong with an address, before anything is sent there; null if nothing is. It may still change its mind. */
  problemOf(url: string): Promise<string | null>;
  close(): Promise<void>;
}
