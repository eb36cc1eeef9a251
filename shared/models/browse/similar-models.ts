// Suggests models for an id that is not in the catalogue.
import { editDistance } from '../../edit-distance.ts';
import { models } from '../catalogue.ts';

const most = 3;
/** A shorter word could mean anything; a longer one than the next limit is not an id. */
const shortest = 3;
const longest = 128;
/** A shorter name of a model does not count as the beginning of a word. */
const shortestBeginning = 4;

/** Drops dots, dashes and spaces, where most typing errors in ids are. */
const letters = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Returns the distance of two words; Infinity where they are not similar. A word that begins with the other is similar, but a typing error is nearer. */
function off(word: string, name: string): number {
  const wrong = editDistance(word, name);
  if (wrong <= Math.max(1, Math.floor(word.length / 4))) return wrong;
  const begins = name.startsWith(word) || (name.length >= shortestBeginning && word.startsWith(name));
  return begins ? longest + Math.abs(name.length - word.length) : Number.POSITIVE_INFINITY;
}

/** Returns the ids of models whose id or name is similar to the typed one; the nearest first. */
export function similarModels(typed: string): readonly string[] {
  const word = letters(typed);
  if (word.length < shortest || word.length > longest) return [];
  return models
    .map(({ id, name }) => ({ id, off: Math.min(off(word, letters(id)), off(word, letters(name))) }))
    .filter((one) => Number.isFinite(one.off))
    .sort((a, b) => a.off - b.off)
    .slice(0, most)
    .map(({ id }) => id);
}
