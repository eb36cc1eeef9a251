// Sets of entries, one bit per position: the set of a frequent word then takes 12 KB for 100,000 entries, so that many are cached, and 32
// entries are combined at once.

/** A set of positions: bit `position % 32` of the word `position / 32`. Bits after the last position are 0. */
export type Mask = Uint32Array;

/** The number of words of a mask for `count` positions. */
const wordCount = (count: number): number => (count + 31) >>> 5;

/** A set without any position. */
export const emptyMask = (count: number): Mask => new Uint32Array(wordCount(count));

/** Sets the bits after the last position to 0. */
function clearTail(mask: Mask, count: number): Mask {
  const tail = count & 31;
  if (tail !== 0) mask[mask.length - 1] = (mask[mask.length - 1] ?? 0) & ((1 << tail) - 1);
  return mask;
}

/** A set with all positions. */
export const fullMask = (count: number): Mask => clearTail(emptyMask(count).fill(0xffffffff), count);

/** Whether the bit of a position is set; a position after the last one is in no set. */
export const hasPosition = (mask: Mask, position: number): boolean => (((mask[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1;

/** Sets the bit of a position, which must be below the number of entries. */
export function addPosition(mask: Mask, position: number): void {
  const index = position >>> 5;
  mask[index] = (mask[index] ?? 0) | (1 << (position & 31));
}

/** Clears the bit of a position. */
export function removePosition(mask: Mask, position: number): void {
  const index = position >>> 5;
  mask[index] = (mask[index] ?? 0) & ~(1 << (position & 31));
}

/** Returns the positions below `count` whose value passes a test. */
export function maskWhere(values: ArrayLike<number>, count: number, test: (value: number) => boolean): Mask {
  const mask = emptyMask(count);
  for (let index = 0; index < mask.length; index += 1) {
    const from = index * 32;
    const to = Math.min(from + 32, count);
    let word = 0;
    for (let position = from; position < to; position += 1) if (test(values[position] ?? Number.NaN)) word |= 1 << (position - from);
    mask[index] = word;
  }
  return mask;
}

/** Removes from `target` all positions that are not in `other`. */
export function intersect(target: Mask, other: Mask): void {
  for (let index = 0; index < target.length; index += 1) target[index] = (target[index] ?? 0) & (other[index] ?? 0);
}

/** Removes from `target` all positions of `other`. */
export function subtract(target: Mask, other: Mask): void {
  for (let index = 0; index < target.length; index += 1) target[index] = (target[index] ?? 0) & ~(other[index] ?? 0);
}

/** Adds to `target` all positions of `other`. */
export function unite(target: Mask, other: Mask): void {
  for (let index = 0; index < target.length; index += 1) target[index] = (target[index] ?? 0) | (other[index] ?? 0);
}

/** Returns the set of all other positions below `count`. */
export function complementOf(mask: Mask, count: number): Mask {
  const complement = emptyMask(count);
  for (let index = 0; index < complement.length; index += 1) complement[index] = ~(mask[index] ?? 0);
  return clearTail(complement, count);
}

/** The number of set bits of a 32-bit word: adds neighbouring bits, then pairs, then groups of four, then all bytes. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The number of positions in a mask. */
export function countOf(mask: Mask): number {
  let count = 0;
  for (let index = 0; index < mask.length; index += 1) count += bitCount(mask[index] ?? 0);
  return count;
}

/** Returns the positions of a mask, ascending. */
export function positionsInMask(mask: Mask): Uint32Array {
  const positions = new Uint32Array(countOf(mask));
  let count = 0;
  for (let index = 0; index < mask.length; index += 1) {
    for (let word = mask[index] ?? 0; word !== 0; word &= word - 1) {
      positions[count] = index * 32 + (31 - Math.clz32(word & -word));
      count += 1;
    }
  }
  return positions;
}
