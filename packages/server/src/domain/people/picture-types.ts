import { AppError } from '@parley/protocol';

const TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** What every browser draws, of agents and of people. Throws `unsupported_media_type` for anything else. */
export function requirePicture(contentType: string): void {
  if (TYPES.includes(contentType)) return;
  throw new AppError('unsupported_media_type', `A picture is a PNG, JPEG, GIF or WebP image, not ${contentType}.`);
}
