/** A uniformly random integer from `min` to `max`, both included. `random` returns 32 random bits. */
export function randomInteger(
  min: number,
  max: number,
  random: () => number = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
): number {
  return min + Math.floor((random() / 2 ** 32) * (max - min + 1));
}
