import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { Passage } from '../../domain/knowledge/passage.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { timeSlices } from './time-slices.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Raised whenever tokens or layout change, so that no node searches an index with tokens that it would not make itself. */
const FORMAT = 1;
const MAGIC = 0x50_52_4c_59;
const HEADER_BYTES = 8;
/** zlib's own 16 KiB would hand tens of megabytes over in a thousand pieces. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * The index and its passages as one compressed blob. It holds the passages too: rows of an older version may be gone by
 * the time that a node reads the blob and brings it up to date.
 */
export async function encodeIndex(index: KnowledgeIndex): Promise<Buffer> {
  const texts = index.passages.map((passage) => passage.text).join('');
  const facts = JSON.stringify(index.passages.map(({ text, ...rest }) => ({ ...rest, text: text.length })));
  const vocabulary = [...index.vocabulary.keys()].join('\n');
  const sections = [
    Buffer.from(facts),
    // UTF-16: Latin or not, decoding is a copy, and lone surrogates survive.
    Buffer.from(texts, 'utf16le'),
    Buffer.from(vocabulary, 'utf16le'),
    bytesOf(index.wordCounts),
    bytesOf(index.partCounts),
    bytesOf(index.starts),
    await packPostings(index),
  ];
  const lengths = Buffer.alloc(4 * sections.length);
  for (const [at, section] of sections.entries()) lengths.writeUInt32LE(section.length, 4 * at);
  const body = await compress(Buffer.concat([lengths, ...sections]), {
    chunkSize: CHUNK_BYTES,
    // The checksum turns a damaged blob into a refused one.
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(MAGIC, 0);
  header.writeUInt32BE(FORMAT, 4);
  return Buffer.concat([header, body]);
}

/** The index of a blob; null when another format of the program wrote it, or it is damaged: then build it anew. */
export async function decodeIndex(blob: Uint8Array): Promise<KnowledgeIndex | null> {
  const buffer = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (buffer.length < HEADER_BYTES || buffer.readUInt32BE(0) !== MAGIC || buffer.readUInt32BE(4) !== FORMAT)
    return null;
  // A blob is only a copy of what the articles say: whatever is wrong with it, the caller can do without it.
  const body = await decompress(buffer.subarray(HEADER_BYTES), { chunkSize: CHUNK_BYTES }).catch(() => null);
  return body === null ? null : readSections(body);
}

const SECTIONS = 7;

async function readSections(body: Buffer): Promise<KnowledgeIndex> {
  let at = 4 * SECTIONS;
  const section = (number: number) => {
    const from = at;
    at += body.readUInt32LE(4 * number);
    return body.subarray(from, at);
  };
  const facts = section(0).toString();
  const texts = section(1).toString('utf16le');
  const tokens = section(2).toString('utf16le');
  const wordCounts = numbersOf(section(3));
  const partCounts = numbersOf(section(4));
  const starts = numbersOf(section(5));
  const postings = await unpackPostings(section(6), starts);
  const vocabulary = await vocabularyOf(tokens);
  return { passages: passagesOf(facts, texts), vocabulary, starts, postings, wordCounts, partCounts };
}

type StoredPassage = Omit<Passage, 'text'> & { readonly text: number };

function passagesOf(facts: string, texts: string): Passage[] {
  const stored: readonly StoredPassage[] = JSON.parse(facts);
  let at = 0;
  return stored.map((passage) => {
    const from = at;
    at += passage.text;
    return { ...passage, text: texts.slice(from, at) };
  });
}

async function vocabularyOf(tokens: string): Promise<Map<string, number>> {
  const pause = timeSlices();
  const vocabulary = new Map<string, number>();
  for (const token of tokens === '' ? [] : tokens.split('\n')) {
    vocabulary.set(token, vocabulary.size);
    if (vocabulary.size % 4096 === 0 && pause.due()) await pause.take();
  }
  return vocabulary;
}

/**
 * Postings as gaps between passages, 7 bits a byte. The lowest bit says that the token occurs more than once; only then a
 * byte with the number follows, so that most postings are one byte.
 */
async function packPostings({ starts, postings }: KnowledgeIndex): Promise<Buffer> {
  const pause = timeSlices();
  const packed = Buffer.alloc(postings.length * 6);
  let length = 0;
  for (let term = 0; term + 1 < starts.length; term++) {
    let previous = 0;
    const end = starts[term + 1] ?? 0;
    for (let at = starts[term] ?? 0; at < end; at++) {
      const posting = postings[at] ?? 0;
      const times = posting & 255;
      let value = (((posting >>> 8) - previous) << 1) | (times > 1 ? 1 : 0);
      previous = posting >>> 8;
      for (; value > 127; value >>>= 7) packed[length++] = (value & 127) | 128;
      packed[length++] = value;
      if (times > 1) packed[length++] = times;
    }
    if (term % 1024 === 0 && pause.due()) await pause.take();
  }
  return packed.subarray(0, length);
}

async function unpackPostings(packed: Uint8Array, starts: Uint32Array): Promise<Uint32Array> {
  const pause = timeSlices();
  const postings = new Uint32Array(starts.at(-1) ?? 0);
  let read = 0;
  for (let term = 0; term + 1 < starts.length; ) {
    // By batches of tokens in a function of their own: it becomes hot, and compiled, within the first load.
    const until = Math.min(term + 512, starts.length - 1);
    read = unpackTokens(packed, read, starts.subarray(term, until + 1), postings);
    term = until;
    if (pause.due()) await pause.take();
  }
  return postings;
}

function unpackTokens(packed: Uint8Array, from: number, starts: Uint32Array, postings: Uint32Array): number {
  let read = from;
  let at = starts[0] ?? 0;
  for (let term = 1; term < starts.length; term++) {
    let passage = 0;
    for (const end = starts[term] ?? 0; at < end; at++) {
      let byte = packed[read++] ?? 0;
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = packed[read++] ?? 0;
        value |= (byte & 127) << shift;
      }
      passage += value >>> 1;
      postings[at] = ((passage << 8) | (value & 1 ? (packed[read++] ?? 0) : 1)) >>> 0;
    }
  }
  return read;
}

function bytesOf(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Copied: a section may begin at any byte, a Uint32Array only at every fourth. */
function numbersOf(section: Buffer): Uint32Array {
  return new Uint32Array(section.buffer.slice(section.byteOffset, section.byteOffset + section.byteLength));
}
