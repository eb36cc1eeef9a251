// Sets of entries, one byte per position: 1 for a member. Uses bytes instead of bits, because a plain loop can combine and count bytes.

/** A set of positions. Its length is the number of entries. */
export type Mask = Uint8Array;

/** A set without any position. */
export const emptyMask = (count: number): Mask => new Uint8Array(count);

/** A set with all positions. */
export const fullMask = (count: number): Mask => new Uint8Array(count).fill(1);

/** The bytes of a mask as 32-bit words, without the last one to three bytes. Every mask begins at the start of its buffer. */
const wordsOf = (mask: Mask): Uint32Array => new Uint32Array(mask.buffer, mask.byteOffset, mask.length >> 2);

/** Removes from `target` all positions that are not in `other`. */
export function intersect(target: Mask, other: Mask): void {
  const words = wordsOf(target);
  const otherWords = wordsOf(other);
  for (let index = 0; index < words.length; index += 1) words[index] = (words[index] ?? 0) & (otherWords[index] ?? 0);
  for (let index = words.length * 4; index < target.length; index += 1) target[index] = (target[index] ?? 0) & (other[index] ?? 0);
}

/** Adds to `target` all positions of `other`. */
export function unite(target: Mask, other: Mask): void {
  const words = wordsOf(target);
  const otherWords = wordsOf(other);
  for (let index = 0; index < words.length; index += 1) words[index] = (words[index] ?? 0) | (otherWords[index] ?? 0);
  for (let index = words.length * 4; index < target.length; index += 1) target[index] = (target[index] ?? 0) | (other[index] ?? 0);
}

/** Returns the set of all other positions. */
export function complementOf(mask: Mask): Mask {
  const complement = fullMask(mask.length);
  const complementWords = wordsOf(complement);
  const maskWords = wordsOf(mask);
  for (let index = 0; index < complementWords.length; index += 1) complementWords[index] = 0x01010101 ^ (maskWords[index] ?? 0);
  for (let index = complementWords.length * 4; index < mask.length; index += 1) complement[index] = 1 - (mask[index] ?? 0);
  return complement;
}

/** The number of positions in a mask. */
export function countOf(mask: Mask): number {
  let count = 0;
  for (let index = 0; index < mask.length; index += 1) count += mask[index] ?? 0;
  return count;
}
