/** Randomness. Tests seed it. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `length` characters of [a-z0-9], unguessable. */
  id(length: number): string;
}
