// How a task stands, as a sentence; its countdown, if any, is drawn again every second.
import { useEffect, useState } from 'react';
import type { Task } from '../../../../shared/task.ts';
import { pieceText } from '../../components/piece-text.ts';
import { words } from '../../words.ts';

export function StandingLine({ task }: { readonly task: Task }) {
  const [nowMs, setNowMs] = useState(Date.now);
  const { lead, rest } = words.standingOf(task, nowMs);
  const counts = rest.some((piece) => typeof piece !== 'string');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each tick arms the next one
  useEffect(() => {
    if (!counts) return;
    const timer = setTimeout(() => setNowMs(Date.now()), 1_000);
    return () => clearTimeout(timer);
  }, [counts, nowMs]);
  const sentence = rest.map((piece) => pieceText(piece, nowMs)).join(' · ');
  return (
    <span>
      {lead !== null && <strong className="font-semibold text-text">{lead} </strong>}
      {lead === null ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence}
    </span>
  );
}
