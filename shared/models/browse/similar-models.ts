// Which models may have been meant by an id that is not in the catalogue.
import { editDistance } from '../../edit-distance.ts';
import { models } from '../catalogue.ts';

const most = 3;
/** Of a word shorter than this anything could be meant; one longer than this is no id. */
const shortest = 3;
const longest = 128;
/** A model whose whole name is shorter is no beginning of anything. */
const shortestBeginning = 4;

/** Dots, dashes and spaces are where ids are mistyped most. */
const letters = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How far a word is from another; Infinity where it is not near. One that begins with the other is near, but any slip is nearer. */
function off(word: string, name: string): number {
  const wrong = editDistance(word, name);
  if (wrong <= Math.max(1, Math.floor(word.length / 4))) return wrong;
  const begins = name.startsWith(word) || (name.length >= shortestBeginning && word.startsWith(name));
  return begins ? longest + Math.abs(name.length - word.length) : Number.POSITIVE_INFINITY;
}

/** Ids of models that are near to what was typed as one, by their id or their name; the nearest first. */
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
