// Schemas of columns, by the type that SQLite stores.
import { z } from 'zod';

/** INTEGER: an id, a count, bytes, or Unix milliseconds. */
export const integer = z.int();

/** REAL: any finite number. */
export const real = z.number();

/** TEXT: a name, an address, a hash. */
export const text = z.string();

/** 0 or 1, because SQLite has no boolean type. */
export const booleanInteger = z.literal([0, 1]);
/** A boolean in SQLite. */
export type BooleanInteger = z.infer<typeof booleanInteger>;

/** BLOB, which SQLite returns as a Buffer. */
export const blob = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** TEXT that contains JSON. Code that uses the value parses it (`stored-json.ts`); rows that are only passed on stay unparsed. */
export const json = z.string();
