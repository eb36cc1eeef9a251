// The tokens of a file name template: `{date}`, `{prompt:80}`, …
import { editDistance } from '../edit-distance.ts';

/** All tokens in the order in which they are offered. */
export const nameTokens = [
  'date',
  'time',
  'title',
  'prompt',
  'model',
  'seed',
  'ratio',
  'quality',
  'duration',
  'rating',
  'number',
  'profile',
  'task',
  'id',
] as const;
/** A token of a file name template. */
export type NameToken = (typeof nameTokens)[number];

const cutTokens: ReadonlySet<NameToken> = new Set(['title', 'prompt', 'model', 'profile']);
const maxCharacters = 150;
const maxDigits = 8;

/**
 * The greatest allowed number after a colon: maximum characters of a text, or minimum digits of `number`. null for a token that takes none.
 */
export const maxSizeOf = (token: NameToken): number | null =>
  token === 'number' ? maxDigits : cutTokens.has(token) ? maxCharacters : null;

/** True for a text that a template may contain between braces. */
export const isNameToken = (name: string): name is NameToken => (nameTokens as readonly string[]).includes(name);

/** The tokens that are nearest to a typed name, at most two. */
export function nearestTokens(typed: string): readonly NameToken[] {
  const name = typed.toLowerCase().slice(0, 20);
  return nameTokens
    .map((token) => ({ token, distance: token.startsWith(name) && name !== '' ? 0 : editDistance(name, token) }))
    .filter(({ token, distance }) => distance <= Math.max(2, Math.floor(token.length / 2)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 2)
    .map(({ token }) => token);
}
