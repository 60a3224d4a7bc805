/** What the server refused, or a stream that broke off (`status` 0). `code` is null where the answer is plain text. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string | null;
  /** The answer's body as it came. */
  readonly body: string;
  /** Problems of single fields, by dotted path. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, code: string | null, message: string, body = '', fields: Record<string, string> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.body = body;
    this.fields = fields;
  }
}

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
    body,
    Object.fromEntries(fields),
  );
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
