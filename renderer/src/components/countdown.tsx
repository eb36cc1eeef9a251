// A piece of a sentence with a countdown. Only this piece is rendered each second, not the list around it.
import type { Piece } from '../../../shared/text/index.ts';
import { useNowSeconds } from '../use-now.ts';
import { countdownText, countdownTone } from './countdown-text.ts';

/** Shows one piece of a sentence: plain text, or text with a remaining time. */
export function SentencePiece({ piece }: { readonly piece: Piece }) {
  return typeof piece === 'string' ? piece : <Countdown piece={piece} />;
}

function Countdown({ piece }: { readonly piece: Exclude<Piece, string> }) {
  const nowMs = useNowSeconds() * 1_000;
  const tone = countdownTone(piece, nowMs);
  const text = countdownText(piece, nowMs);
  return tone === 'plain' ? text : <span className={tone === 'bad' ? 'text-bad' : 'text-warn'}>{text}</span>;
}
