import { inflateRawSync } from 'node:zlib';
import { DOCUMENT_LIMITS, unreadable } from './document.ts';

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly offset: number;
};

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The names in a zip archive, once it is sure that unpacking it stays within the limits. Sizes written in an archive
 * can lie, so every entry is unpacked once, natively and with a ceiling, before a library that has none may see it.
 */
export function checkZip(bytes: Uint8Array, fileName: string): string[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(zip, fileName);
  let left: number = DOCUMENT_LIMITS.unzippedMaxBytes;
  for (const entry of entries) left -= unpackedBytes(zip, entry, left, fileName);
  return entries.map((entry) => entry.name);
}

function directoryOf(zip: Buffer, fileName: string): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw damaged(fileName);
  const count = zip.readUInt16LE(end + 10);
  if (count > DOCUMENT_LIMITS.zipEntries) throw tooBig(fileName);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged(fileName);
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      compressedBytes: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function unpackedBytes(zip: Buffer, entry: Entry, ceiling: number, fileName: string): number {
  if (entry.offset + 30 > zip.length) throw damaged(fileName);
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
  const packed = zip.subarray(start, start + entry.compressedBytes);
  if (packed.length !== entry.compressedBytes || (entry.method !== STORED && entry.method !== DEFLATED))
    throw damaged(fileName);
  if (entry.method === STORED) return packed.length;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, ceiling) }).length;
  } catch (error) {
    const isTooBig = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooBig ? tooBig(fileName) : damaged(fileName, error);
  }
}

function damaged(fileName: string, cause?: unknown) {
  return unreadable(fileName, 'is damaged or incomplete: its archive cannot be unpacked.', cause);
}

function tooBig(fileName: string) {
  const megabytes = DOCUMENT_LIMITS.unzippedMaxBytes / 1024 / 1024;
  return unreadable(
    fileName,
    `unpacks to more than ${megabytes} MB or ${DOCUMENT_LIMITS.zipEntries} parts and is refused.`,
  );
}
