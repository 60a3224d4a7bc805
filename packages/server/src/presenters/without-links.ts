/** An address with a scheme, or one that readers of mail know by its first letters. */
const ADDRESS = /(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\b(?:mailto|tel|javascript|data):)[^\s<>]*/giu;
/** A dot within what could be the name of a host: `shop.example`. */
const NAME_DOT = /(?<=[\p{L}\p{N}-])[.\u3002\uFF0E\uFF61](?=[\p{L}\p{N}-]*\p{L}{2})/gu;

/**
 * A text in which nothing is an address, and no reader of mail can take anything for one: addresses give way to `instead`,
 * and the dots of names are written `[.]`.
 */
export const withoutLinks = (text: string, instead: string): string =>
  text.replaceAll(ADDRESS, () => instead).replaceAll(NAME_DOT, '[.]');
