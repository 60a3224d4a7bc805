/** One thing that a channel is set up with: the screens, the API and the command line follow from it. */
export type ChannelField = {
  readonly key: string;
  /** `secret` is write-only; `text` one line; `choice` one of `choices`. */
  readonly kind: 'text' | 'secret' | 'url' | 'email' | 'number' | 'switch' | 'choice';
  /** In English; the inbox has other languages. */
  readonly label: string;
  /** Where it is found, in a sentence. */
  readonly hint?: string;
  readonly isRequired?: true;
  /** Shown apart, for the few who need it. */
  readonly isAdvanced?: true;
  readonly choices?: readonly string[];
  /** Asked for, and required where it is, only while another field (a choice) has this value. */
  readonly when?: { readonly key: string; readonly is: string };
  readonly default?: string | number | boolean;
  readonly max?: number;
  /** What it must look like, as a regular expression of the whole text, and how that is said. */
  readonly pattern?: { readonly source: string; readonly message: string };
  /** Made by the server when the channel is, and never given: 32 random bytes in base64url, kept among the secrets. */
  readonly isGenerated?: true;
  /** Of a generated value: shown to who sets the channel up, who enters it at the platform. */
  readonly isShown?: true;
};
