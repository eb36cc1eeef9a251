// Sets of entries as one byte a position: 1 is in. Bytes instead of bits, because combining and counting them is a plain loop.

/** A set of positions. Its length is the number of entries. */
export type Mask = Uint8Array;

/** A set without any position. */
export const emptyMask = (count: number): Mask => new Uint8Array(count);

/** A set with all positions. */
export const fullMask = (count: number): Mask => new Uint8Array(count).fill(1);

/** The bytes of a mask four at a time, up to the last one to three. Masks begin at the start of their buffer. */
const wordsOf = (mask: Mask): Uint32Array => new Uint32Array(mask.buffer, mask.byteOffset, mask.length >> 2);

/** Leaves in `target` what is in `other` as well. */
export function intersect(target: Mask, other: Mask): void {
  const words = wordsOf(target);
  const others = wordsOf(other);
  for (let at = 0; at < words.length; at += 1) words[at] = (words[at] ?? 0) & (others[at] ?? 0);
  for (let at = words.length * 4; at < target.length; at += 1) target[at] = (target[at] ?? 0) & (other[at] ?? 0);
}

/** Adds to `target` what is in `other`. */
export function unite(target: Mask, other: Mask): void {
  const words = wordsOf(target);
  const others = wordsOf(other);
  for (let at = 0; at < words.length; at += 1) words[at] = (words[at] ?? 0) | (others[at] ?? 0);
  for (let at = words.length * 4; at < target.length; at += 1) target[at] = (target[at] ?? 0) | (other[at] ?? 0);
}

/** Returns the set of all other positions. */
export function inverted(mask: Mask): Mask {
  const others = fullMask(mask.length);
  const words = wordsOf(others);
  const before = wordsOf(mask);
  for (let at = 0; at < words.length; at += 1) words[at] = 0x01010101 ^ (before[at] ?? 0);
  for (let at = words.length * 4; at < mask.length; at += 1) others[at] = 1 - (mask[at] ?? 0);
  return others;
}

/** The number of positions in a mask. */
export function countOf(mask: Mask): number {
  let count = 0;
  for (let at = 0; at < mask.length; at += 1) count += mask[at] ?? 0;
  return count;
}
