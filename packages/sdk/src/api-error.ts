/** What the server refused, or a stream that broke off (`status` 0). `code` is null where the answer is plain text. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string | null;
  /** The answer's body as it came. */
  readonly body: string;
  /** Problems of single fields, by dotted path. */
  readonly fields: Readonly<Record<string, string>>;
  /** How long the server asks to wait before another attempt; null where it says nothing. */
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string | null, message: string, more: Partial<ErrorDetails> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.body = more.body ?? '';
    this.fields = more.fields ?? {};
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}

type ErrorDetails = Pick<ApiError, 'body' | 'fields' | 'retryAfterMs'>;

/** Reads a refusal in any dialect: the Agent API's lists, the flat form, or plain text. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const body = await response.text();
  const said = parse(body);
  const lists = isRecord(said?.errors) ? said.errors : undefined;
  const root = firstEntry(lists?.root);
  const details = isRecord(said?.details) && isRecord(said.details.fieldErrors) ? said.details.fieldErrors : {};
  const fields = [
    ...Object.entries(lists ?? {}).map(([path, list]) => [path, stringOf(firstEntry(list)?.message) ?? '']),
    ...Object.entries(details).map(([path, list]) => [path, Array.isArray(list) ? (stringOf(list[0]) ?? '') : '']),
  ].filter(([path]) => path !== 'root' || !lists);
  return new ApiError(
    response.status,
    stringOf(root?.code) ?? stringOf(said?.error) ?? null,
    stringOf(root?.message) ?? stringOf(said?.message) ?? (body.trim() || `The server answered ${response.status}.`),
    { body, fields: Object.fromEntries(fields), retryAfterMs: retryAfter(response) },
  );
}

/** Reads a refusal of the flat form, as visitors get it: their pages carry no other dialect. */
export async function flatErrorOf(response: Response): Promise<ApiError> {
  const body = await response.text();
  const said = parse(body);
  const message = stringOf(said?.message) ?? (body.trim() || `The server answered ${response.status}.`);
  return new ApiError(response.status, stringOf(said?.error) ?? null, message, {
    body,
    retryAfterMs: retryAfter(response),
  });
}

/** `Retry-After` in seconds; as a date nobody here sends it. */
function retryAfter({ headers }: Response): number | null {
  const seconds = Number(headers.get('retry-after') ?? 'none');
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

type Unknowns = Record<string, unknown>;

const isRecord = (value: unknown): value is Unknowns => typeof value === 'object' && value !== null;
const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const firstEntry = (list: unknown): Unknowns | undefined =>
  Array.isArray(list) && isRecord(list[0]) ? list[0] : undefined;

function parse(body: string): Unknowns | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : undefined;
  } catch {
    // Chat and proxies answer plain text or HTML: the text itself is the message then.
    return undefined;
  }
}
