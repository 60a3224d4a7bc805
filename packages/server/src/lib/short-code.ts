const LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';
const PER_UUID = 5;

/** A code of ten letters and digits, none of which look alike, made of the random ends of two UUIDs. */
export function shortCode(one: string, other: string): string {
  return ends(one) + ends(other);
}

function ends(uuid: string): string {
  // 25 of the last 28 bits, which are random in every UUID that we make.
  const bits = Number.parseInt(uuid.slice(-7), 16);
  return Array.from({ length: PER_UUID }, (_, i) => LETTERS[Math.floor(bits / 32 ** i) % 32]).join('');
}
