import type { Classifier } from './classifier.ts';
import { FEATURES } from './message-features.ts';

const HEAD_BYTES = 8;
const LABEL_BYTES = HEAD_BYTES + FEATURES;
const STEPS = 127;

/** Classifiers as they are kept in a file: of each label its scale and bias (32 bits each), then its weights (8 bits each). */
export function packClassifiers(classifiers: readonly Classifier<string>[]): Buffer {
  return Buffer.concat(
    classifiers.flatMap((classifier) => classifier.labels.map((_, label) => packed(classifier, label))),
  );
}

/** Reads classifiers one after the other, in the order in which they were packed. Throws on a file of another shape. */
export function unpackerOf(
  file: Buffer,
  labels: number,
): <Label extends string>(own: readonly Label[]) => Classifier<Label> {
  if (file.length !== labels * LABEL_BYTES) throw new Error(`Classifiers of ${file.length} bytes: fit them again.`);
  let at = 0;
  return (own) => {
    const weights = new Float32Array(own.length * FEATURES);
    const biases = own.map((_, label) => {
      const scale = file.readFloatLE(at);
      const bias = file.readFloatLE(at + 4);
      for (let place = 0; place < FEATURES; place += 1)
        weights[label * FEATURES + place] = file.readInt8(at + HEAD_BYTES + place) * scale;
      at += LABEL_BYTES;
      return bias;
    });
    return { labels: own, weights, biases };
  };
}

function packed({ weights, biases }: Classifier<string>, label: number): Buffer {
  const own = Array.from({ length: FEATURES }, (_, place) => weights[label * FEATURES + place] ?? 0);
  const scale = Math.max(1e-9, ...own.map(Math.abs)) / STEPS;
  const bytes = Buffer.alloc(LABEL_BYTES);
  bytes.writeFloatLE(scale, 0);
  bytes.writeFloatLE(biases[label] ?? 0, 4);
  for (const [place, weight] of own.entries()) bytes.writeInt8(Math.round(weight / scale), HEAD_BYTES + place);
  return bytes;
}
