/** The header that tells better-auth where a request came from: ours, so that no client's own header is believed. */
export const ADDRESS_HEADER = 'x-parley-client-address';
