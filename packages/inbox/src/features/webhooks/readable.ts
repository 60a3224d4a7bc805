/** JSON with line breaks, so that it can be read; all else as it came. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // It was no JSON, or was cut.
    return body;
  }
}
