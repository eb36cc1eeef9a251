/** Random values. Tests use a seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `length` unguessable characters of [a-z0-9]. */
  id(length: number): string;
}
