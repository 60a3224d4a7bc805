import type { Address } from 'postal-mime';

/** An address with the name that stands before it. The address is in lower case. */
export type NamedAddress = { readonly address: string; readonly name: string };

/** Longest forms that RFC 5321 (4.5.3.1) has for a local part and a whole path. */
const ADDRESS = /^[^\s@<>"(),;:\\]{1,64}@[^\s@<>"(),;:\\]{1,190}$/u;

export const isAddress = (text: string): boolean => ADDRESS.test(text);

/** The addresses of a header, those of its groups too; what is none is left out. */
export function addressesOf(given: Address | readonly Address[] | undefined): readonly NamedAddress[] {
  const list = given === undefined ? [] : 'length' in given ? given : [given];
  return list
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .map(({ address, name }) => ({ address: address.trim().toLowerCase(), name: name.replace(/\s+/gu, ' ').trim() }))
    .filter(({ address }) => isAddress(address));
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

export const localPartOf = (address: string): string => address.slice(0, address.lastIndexOf('@'));

/** Whether an address is the channel's own, with or without a plus. */
export function isOwnAddress(address: string, own: string): boolean {
  if (domainOf(address) !== domainOf(own)) return false;
  const [local, ownLocal] = [localPartOf(address), localPartOf(own)];
  return local === ownLocal || local.startsWith(`${ownLocal}+`);
}
