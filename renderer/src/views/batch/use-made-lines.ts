// The lines of a batch whose requests were made before, so that they can be left out.
import { useEffect, useMemo, useState } from 'react';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import { takeRequestsMax } from '../../../../shared/takes/take-limits.ts';
import { call } from '../../api.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';

/** The question is asked after the lines have not changed for this many milliseconds. */
const quietMs = 400;

/** The number of takes that a line has already, by line; lines without one are not in it. */
export type MadeLines = ReadonlyMap<EvaluatedLine, number>;

const canBeSent = ({ status: { kind } }: EvaluatedLine): boolean => kind === 'ready' || kind === 'advised';
const none: MadeLines = new Map();

/** Asks about the lines in parts. Ends early, with null, when `isCancelled` returns true or a part fails. */
async function findMadeLines(lines: readonly EvaluatedLine[], isCancelled: () => boolean): Promise<MadeLines | null> {
  const made = new Map<EvaluatedLine, number>();
  for (let from = 0; from < lines.length; from += takeRequestsMax) {
    const part = lines.slice(from, from + takeRequestsMax);
    const answer = await call('takes.existing', { requests: part.map(({ request }) => request) });
    if (!answer.ok || isCancelled()) return null;
    for (const [index, { videos, inProgress }] of answer.value.takes.entries()) {
      const line = part[index];
      if (line !== undefined && videos + inProgress > 0) made.set(line, videos + inProgress);
    }
  }
  return made;
}

/** `made` is empty, and `isPending` true, until the answer for exactly these lines has come. */
export function useMadeLines(lines: readonly EvaluatedLine[]): { readonly made: MadeLines; readonly isPending: boolean } {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const asked = useMemo(() => lines.filter(canBeSent), [lines]);
  const [answered, setAnswered] = useState<{ readonly of: readonly EvaluatedLine[]; readonly made: MadeLines } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: takes of a simulated profile do not count for another one
  useEffect(() => {
    if (asked.length === 0) return;
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const made = await findMadeLines(asked, () => isCancelled);
      // A refused question leaves nothing out, and nothing waits for it.
      if (!isCancelled) setAnswered({ of: asked, made: made ?? none });
    }, quietMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [asked, profileId]);
  const isAnswered = answered?.of === asked;
  return { made: isAnswered ? answered.made : none, isPending: !isAnswered && asked.length > 0 };
}
