// Schemas of columns, by the type that SQLite stores.
import { z } from 'zod';

/** INTEGER: an id, a count, bytes, or Unix milliseconds. */
export const integer = z.int();

/** REAL: any finite number. */
export const real = z.number();

/** TEXT: a name, an address, a hash. */
export const text = z.string();

/** INTEGER that is 0 or 1. */
export const flag = z.literal([0, 1]);
/** How SQLite spells a boolean. */
export type Flag = z.infer<typeof flag>;

/** BLOB; SQLite gives it as a Buffer. */
export const blob = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** TEXT that holds JSON. It is parsed by whoever reads the value (`stored-json.ts`): a row that is only moved on need not be. */
export const json = z.string();
