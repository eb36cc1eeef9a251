// A short word in a pill, e.g. what a model accepts, or that something is simulated.
import type { ReactNode } from 'react';
import { messages } from '../messages.ts';

const tones = {
  plain: 'text-dim border-line-strong',
  accent: 'text-accent border-accent/50',
  warn: 'text-warn border-warn/50',
  bad: 'text-bad border-bad/50',
} as const;

/**
 * A pill in the flow of a line. `tone` colours the text and the border: `warn` and `bad` for problems, `accent` for marks of the studio.
 */
export function Chip({ tone = 'plain', children }: { readonly tone?: keyof typeof tones; readonly children: ReactNode }) {
  return (
    <span className={`inline-flex h-[18px] items-center gap-1 rounded-full border px-[7px] text-xs whitespace-nowrap ${tones[tone]}`}>
      {children}
    </span>
  );
}

/**
 * Marks a simulated video or task. On a picture, the chip has a dark background, because the picture may have any colour.
 */
export function SimulatedChip({ isOnPicture = false }: { readonly isOnPicture?: boolean }) {
  if (!isOnPicture) return <Chip tone="accent">{messages.app.simulated}</Chip>;
  return (
    <span className="pointer-events-none absolute top-2 left-2 inline-flex h-[18px] items-center rounded-full border border-[#93a9ff]/60 bg-black/70 px-[7px] text-[#b8c6ff] text-xs whitespace-nowrap">
      {messages.app.simulated}
    </span>
  );
}
