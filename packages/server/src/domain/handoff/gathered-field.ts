/** A key of the metadata that the agent fills from the talk. */
export type GatheredField = {
  readonly key: string;
  /** What the agent listens for. */
  readonly description: string;
  /** Of the value; the metadata schema, where it names the key, decides. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean';
};
