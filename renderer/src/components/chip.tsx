// A small word in a pill: what a model takes, that something is simulated.
import type { ReactNode } from 'react';

const tones = {
  plain: 'text-dim border-line-strong',
  accent: 'text-accent border-accent/50',
  warn: 'text-warn border-warn/50',
  bad: 'text-bad border-bad/50',
} as const;

export function Chip({ tone = 'plain', children }: { readonly tone?: keyof typeof tones; readonly children: ReactNode }) {
  return (
    <span className={`inline-flex h-[18px] items-center gap-1 rounded-full border px-[7px] text-xs whitespace-nowrap ${tones[tone]}`}>
      {children}
    </span>
  );
}
