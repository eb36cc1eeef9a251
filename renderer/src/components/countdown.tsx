// A piece of a sentence that counts down by itself: only these few letters are drawn again each second, not the list they stand in.
// All countdowns of the window share one timer, which rests while none is on the screen.
import { useSyncExternalStore } from 'react';
import type { Piece } from '../../../shared/text/index.ts';
import { pieceText, pieceTone } from './piece-text.ts';

const listeners = new Set<() => void>();
let isTicking = false;

function tick(): void {
  isTicking = listeners.size > 0;
  if (!isTicking) return;
  setTimeout(tick, 1_000 - (Date.now() % 1_000));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isTicking) {
    isTicking = true;
    setTimeout(tick, 1_000 - (Date.now() % 1_000));
  }
  return () => listeners.delete(listener);
}

const nowSeconds = () => Math.floor(Date.now() / 1_000);

/** The present second, for what must follow the clock. */
export function useNowSeconds(): number {
  return useSyncExternalStore(subscribe, nowSeconds);
}

/** One piece of a sentence: plain words, or words with a time left in them. */
export function SentencePiece({ piece }: { readonly piece: Piece }) {
  return typeof piece === 'string' ? piece : <Countdown piece={piece} />;
}

function Countdown({ piece }: { readonly piece: Exclude<Piece, string> }) {
  const nowMs = useNowSeconds() * 1_000;
  const tone = pieceTone(piece, nowMs);
  const said = pieceText(piece, nowMs);
  return tone === 'plain' ? said : <span className={tone === 'bad' ? 'text-bad' : 'text-warn'}>{said}</span>;
}
