// The tokens of a file name template: `{date}`, `{prompt:80}`, …
import { editDistance } from '../edit-distance.ts';

/** All tokens in the order in which they are offered. */
export const nameTokens = [
  'date',
  'time',
  'prompt',
  'model',
  'seed',
  'ratio',
  'quality',
  'duration',
  'number',
  'profile',
  'task',
  'id',
] as const;
/** A token of a file name template. */
export type NameToken = (typeof nameTokens)[number];

/** What the number after a colon means: most characters of a text, or least digits of a number. Other tokens take none. */
export const tokenSizes: { readonly [T in NameToken]?: 'characters' | 'digits' } = {
  prompt: 'characters',
  model: 'characters',
  profile: 'characters',
  number: 'digits',
};

/** The greatest number after a colon. */
export const maxTokenSize = { characters: 150, digits: 8 } as const;

/** True for a name between braces that means something. */
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
