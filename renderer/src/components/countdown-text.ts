// The text of a sentence piece at a given time, and its urgency. Pure.
import type { Piece } from '../../../shared/text/index.ts';
import { messages } from '../messages.ts';

const hourMs = 3_600_000;

/** The text of the piece at `nowMs`. */
export function countdownText(piece: Piece, nowMs: number): string {
  if (typeof piece === 'string') return piece;
  if ('expiresAtMs' in piece) {
    const remainingMs = piece.expiresAtMs - nowMs;
    return remainingMs > 0 ? piece.text(messages.format.roughDuration(remainingMs)) : piece.endText;
  }
  const remainingMs = piece.countDownToMs - nowMs;
  return remainingMs > 0 ? piece.text(messages.format.clock(remainingMs / 1_000)) : piece.endText;
}

/** A link that expires within two hours is amber, within half an hour red. */
export function countdownTone(piece: Piece, nowMs: number): 'plain' | 'warn' | 'bad' {
  if (typeof piece === 'string' || !('expiresAtMs' in piece)) return 'plain';
  const remainingMs = piece.expiresAtMs - nowMs;
  return remainingMs < hourMs / 2 ? 'bad' : remainingMs < 2 * hourMs ? 'warn' : 'plain';
}
