// Sets of entries as one byte a position: 1 is in. Bytes instead of bits, because combining and counting them is a plain loop.

/** A set of positions. Its length is the number of entries. */
export type Mask = Uint8Array;

/** A set without any position. */
export const emptyMask = (count: number): Mask => new Uint8Array(count);

/** A set with all positions. */
export const fullMask = (count: number): Mask => new Uint8Array(count).fill(1);

/** Leaves in `target` what is in `other` as well. */
export function intersect(target: Mask, other: Mask): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) & (other[at] ?? 0);
}

/** Adds to `target` what is in `other`. */
export function unite(target: Mask, other: Mask): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) | (other[at] ?? 0);
}

/** Returns the set of all other positions. */
export function inverted(mask: Mask): Mask {
  const others = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) others[at] = 1 - (mask[at] ?? 0);
  return others;
}
