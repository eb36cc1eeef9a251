// A text with the hits of the search marked in it.
import { useMemo } from 'react';
import { markHits, type QueryTokens, queryTokens } from '../../../../../shared/search/mark-hits.ts';
import type { Query, Span } from '../../../../../shared/search/query.ts';
import type { SpannedToken, Tokenizer } from '../../../../../shared/search/tokens.ts';
import { excerptStart } from './excerpt.ts';
import { useLibrarySearch } from './search-store.ts';
import { useTokenizer } from './simplify-chinese.ts';

/** The tokens of the last query: all texts on the screen are marked with the same one. */
let cut: { readonly query: Query; readonly tokenizer: Tokenizer; readonly sought: readonly QueryTokens[] } | null = null;

function soughtIn(query: Query, tokenizer: Tokenizer): readonly QueryTokens[] {
  if (cut?.query !== query || cut.tokenizer !== tokenizer) cut = { query, tokenizer, sought: queryTokens(query, tokenizer) };
  return cut.sought;
}

const none: readonly SpannedToken[] = [];

/** The parts of a text that the words of the current search hit. The text is cut once, not at each key. */
function useHits(text: string): readonly Span[] {
  const query = useLibrarySearch((s) => s.parsed.query);
  const isSearched = useLibrarySearch((s) => s.text !== '');
  const tokenizer = useTokenizer((s) => s.tokenizer);
  const tokens = useMemo(() => (isSearched ? tokenizer.tokenizeWithSpans(text) : none), [isSearched, text, tokenizer]);
  return useMemo(() => markHits(tokens, soughtIn(query, tokenizer)), [tokens, query, tokenizer]);
}

/** The text from a position on, with a `<mark>` around each hit. */
function withMarks(text: string, from: number, hits: readonly Span[], className: string) {
  return (
    <>
      {from > 0 && '…'}
      {hits.map((hit, at) => (
        <span key={hit.from}>
          {text.slice(at === 0 ? from : hits[at - 1]?.to, hit.from)}
          <mark className={className}>{text.slice(hit.from, hit.to)}</mark>
        </span>
      ))}
      {text.slice(hits.at(-1)?.to ?? 0)}
    </>
  );
}

/** The whole text with its hits. */
export function MarkedText({ text }: { readonly text: string }) {
  const hits = useHits(text);
  return hits.length === 0 ? text : withMarks(text, 0, hits, 'rounded-[2px] bg-warn/30 text-inherit');
}

/** A line on a picture, in the same colours in both themes. It begins near the first hit where the rest of the line would be cut off. */
export function MarkedTitle({ text }: { readonly text: string }) {
  const hits = useHits(text);
  const [first] = hits;
  return first === undefined ? text : withMarks(text, excerptStart(text, first), hits, 'rounded-[2px] bg-[#f0b429] text-black');
}
