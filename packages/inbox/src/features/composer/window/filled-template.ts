/** A piece of a template's text: `number` is that of the parameter which stands there. */
export type TemplatePiece = { readonly text: string; readonly number: number | null };

/** The text of a template in pieces, with what is filled in so far; a parameter without a value stands as `{{1}}`. */
export function filledTemplate(body: string, parameters: readonly string[]): readonly TemplatePiece[] {
  return body.split(/(\{\{\s*\d+\s*\}\})/).flatMap((text): TemplatePiece[] => {
    const number = Number(/^\{\{\s*(\d+)\s*\}\}$/.exec(text)?.[1] ?? 0);
    if (number === 0) return text === '' ? [] : [{ text, number: null }];
    const value = parameters[number - 1]?.trim() ?? '';
    return [{ text: value === '' ? `{{${number}}}` : value, number }];
  });
}
