// A text with the hits of the search marked in it.
import { useMemo } from 'react';
import { markHits, type QueryTokens, queryTokens } from '../../../../../../shared/search/mark-hits.ts';
import type { Query, Span } from '../../../../../../shared/search/query.ts';
import type { SpannedToken, Tokenizer } from '../../../../../../shared/search/text-tokenizer.ts';
import { parseTyped } from '../search-spec.ts';
import { useLibrarySearch } from '../search-store.ts';
import { useTokenizer } from '../simplify-chinese.ts';
import { excerptStart } from './excerpt.ts';
import { truncatedEnd } from './truncate-title.ts';

/** The tokens of the last query. All texts on the screen are marked for the same query, so one entry is enough. */
let lastQuery: { readonly query: Query; readonly tokenizer: Tokenizer; readonly tokensOfWords: readonly QueryTokens[] } | null = null;

function tokensOfQuery(query: Query, tokenizer: Tokenizer): readonly QueryTokens[] {
  if (lastQuery?.query !== query || lastQuery.tokenizer !== tokenizer)
    lastQuery = { query, tokenizer, tokensOfWords: queryTokens(query, tokenizer) };
  return lastQuery.tokensOfWords;
}

const noTokens: readonly SpannedToken[] = [];

const noQuery = parseTyped('').query;

/**
 * The parts of a text that match the words of the search whose result is shown. A typed character therefore marks nothing in the old result,
 * which the new result replaces a moment later. The text is split into tokens once, not for each result.
 */
function useHits(text: string): readonly Span[] {
  const query = useLibrarySearch((s) => s.found?.spec.query ?? noQuery);
  const tokenizer = useTokenizer((s) => s.tokenizer);
  const tokensOfWords = tokensOfQuery(query, tokenizer);
  const isSearched = tokensOfWords.length > 0;
  const tokens = useMemo(() => (isSearched ? tokenizer.tokenizeWithSpans(text) : noTokens), [isSearched, text, tokenizer]);
  return useMemo(() => markHits(tokens, tokensOfWords), [tokens, tokensOfWords]);
}

/** The text from a position on, with a `<mark>` around each hit. */
function withMarks(text: string, from: number, hits: readonly Span[], className: string) {
  return (
    <>
      {from > 0 && '…'}
      {hits.map((hit, index) => (
        <span key={hit.from}>
          {text.slice(index === 0 ? from : hits[index - 1]?.to, hit.from)}
          <mark className={className}>{text.slice(hit.from, hit.to)}</mark>
        </span>
      ))}
      {text.slice(hits.at(-1)?.to ?? 0)}
    </>
  );
}

/** The whole text with its hits marked. */
export function MarkedText({ text }: { readonly text: string }) {
  const hits = useHits(text);
  return hits.length === 0 ? text : withMarks(text, 0, hits, 'rounded-[2px] bg-warn/30 text-inherit');
}

interface TitleProps {
  readonly text: string;
  /** What follows this number of UTF-16 units is left out. The line must be full by then. */
  readonly maxUnits: number;
}

/**
 * A line of text on a picture, in the same colours in both themes. If the first hit would be cut off, the line begins shortly before the
 * hit.
 */
export function MarkedTitle({ text, maxUnits }: TitleProps) {
  const hits = useHits(text);
  const [first] = hits;
  const from = first === undefined ? 0 : excerptStart(text, first);
  const to = truncatedEnd(text, from, maxUnits);
  const shownText = to < text.length ? `${text.slice(0, to)}…` : text;
  if (first === undefined) return shownText;
  const shownHits = hits.filter((hit) => hit.to <= to);
  return withMarks(shownText, from, shownHits, 'rounded-[2px] bg-[#f0b429] text-black');
}
