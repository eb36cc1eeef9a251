// Queries as people type them: words of a prompt that they remember, the beginning of a word, a phrase, a condition.
import { quoted } from '../../shared/search/quotes.ts';
import { isUnspacedLetter } from '../../shared/search/text-tokenizer.ts';
import type { SearchTexts } from '../support/search-texts.ts';

const conditions = [
  'model:kling',
  'quality:1080p',
  'ratio:16:9',
  'rating:>=3',
  'is:pick',
  'longer:5',
  'after:2025-02',
  'kind:text',
] as const;

/** Makes queries from prompts of a library; the same texts give the same queries. */
export function createTypedQueries(texts: SearchTexts, prompts: readonly [string, ...string[]]): () => string {
  const happens = (chance: number): boolean => texts.index(1_000) < chance * 1_000;

  /** One to four characters of a script without spaces. */
  function fewCharacters(run: readonly string[]): string {
    const from = texts.index(run.length);
    return run.slice(from, from + 1 + texts.index(4)).join('');
  }

  /** A word of the prompt, or the beginning of a word. */
  function word(prompt: string): string {
    const words = prompt.split(/[^\p{L}\p{M}\p{N}]+/u).filter((one) => one !== '');
    const [first = 'fox', ...others] = words;
    const characters = Array.from(texts.pick([first, ...others]));
    if (characters.some(isUnspacedLetter)) return fewCharacters(characters);
    return (happens(0.7) ? characters : characters.slice(0, 2 + texts.index(characters.length))).join('');
  }

  function phrase(prompt: string): string {
    const from = texts.index(Math.max(1, prompt.length - 8));
    return quoted(prompt.slice(from, from + 4 + texts.index(12)));
  }

  return () => {
    const prompt = texts.pick(prompts);
    if (happens(0.1)) return phrase(prompt);
    const words = Array.from({ length: texts.pick([1, 1, 1, 2, 2, 3]) }, () => word(prompt));
    if (happens(0.15)) words.push(texts.pick(conditions));
    if (happens(0.05)) words.push(`-${word(texts.pick(prompts))}`);
    return words.join(' ');
  };
}
