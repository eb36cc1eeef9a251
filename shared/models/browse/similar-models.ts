// Suggests models for an id that is not in the catalogue.
import { editDistance } from '../../edit-distance.ts';
import { models } from '../catalogue.ts';

const maxSuggestions = 3;
/** A shorter word could mean any model. A word longer than the next limit is not an id. */
const minWordLength = 3;
const maxWordLength = 128;
/** A shorter name of a model does not count as the beginning of a word. */
const minPrefixLength = 4;

/** Drops dots, dashes and spaces, where most typing errors in ids are. */
const lettersAndDigits = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Returns the distance of two words; Infinity if they are not similar. A common beginning is similar, but a typing error is nearer. */
function similarityDistance(word: string, name: string): number {
  const distance = editDistance(word, name);
  if (distance <= Math.max(1, Math.floor(word.length / 4))) return distance;
  const begins = name.startsWith(word) || (name.length >= minPrefixLength && word.startsWith(name));
  return begins ? maxWordLength + Math.abs(name.length - word.length) : Number.POSITIVE_INFINITY;
}

/** Returns the ids of models whose id or name is similar to the typed one; the nearest first. */
export function similarModels(typed: string): readonly string[] {
  const word = lettersAndDigits(typed);
  if (word.length < minWordLength || word.length > maxWordLength) return [];
  return models
    .map(({ id, name }) => ({
      id,
      distance: Math.min(similarityDistance(word, lettersAndDigits(id)), similarityDistance(word, lettersAndDigits(name))),
    }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maxSuggestions)
    .map(({ id }) => id);
}
