// The source of a task, the tasks derived from it, and the attempts that the studio made automatically. Each entry opens the other task.
import type { Lineage } from '../../../../shared/ipc.ts';
import { messages } from '../../messages.ts';
import { DescriptionItem } from './description-list.tsx';
import { openTask } from './open-task.ts';

type Relative = Lineage['derived'][number];

function RelativeLink({
  relative,
  simulated,
  note,
}: {
  readonly relative: Relative;
  readonly simulated: boolean;
  readonly note?: string | undefined;
}) {
  const cost = relative.creditsUsed === null ? null : messages.format.credits(relative.creditsUsed, simulated);
  return (
    <li>
      <button
        type="button"
        aria-label={messages.inspector.openTask(relative.id)}
        onClick={() => openTask(relative.id)}
        className="rounded-control text-accent underline-offset-2 hover:underline"
      >
        {messages.inspector.task(relative.id)}
      </button>
      <span className="text-dim">
        {[note ?? null, messages.stateNames[relative.state], cost].flatMap((part) => (part === null ? [] : [` · ${part}`]))}
      </span>
    </li>
  );
}

/** The credits charged for all attempts, as far as the service has reported them; null if it has reported none. */
function chargedFor(attempts: readonly Relative[]): number | null {
  const knownCredits = attempts.flatMap(({ creditsUsed }) => creditsUsed ?? []);
  return knownCredits.length === 0 ? null : knownCredits.reduce((sum, credits) => sum + credits, 0);
}

/** Items for the `DescriptionList` of the inspector; none for a task without relatives. */
export function LineageFacts({
  lineage: { source, derived, attempts },
  simulated,
}: {
  readonly lineage: Lineage;
  readonly simulated: boolean;
}) {
  const charged = chargedFor(attempts);
  const link = (relative: Relative, note?: string) => (
    <RelativeLink key={relative.id} relative={relative} simulated={simulated} note={note} />
  );
  return (
    <>
      {source !== null && (
        <DescriptionItem label={messages.inspector.createdFrom}>
          <ul>
            <RelativeLink relative={source} simulated={simulated} />
          </ul>
        </DescriptionItem>
      )}
      {derived.length > 0 && (
        <DescriptionItem label={messages.inspector.ledTo}>
          <ul>{derived.map((relative) => link(relative))}</ul>
        </DescriptionItem>
      )}
      {attempts.length > 0 && (
        <DescriptionItem label={messages.inspector.attempts}>
          <ol>{attempts.map((relative) => link(relative, messages.inspector.attemptNumber(relative.attemptNumber ?? 1)))}</ol>
          <p className="text-[12px] text-faint">
            {messages.inspector.autoRetryNote}
            {charged !== null && (
              <>
                {messages.format.sentenceGap}
                {messages.inspector.attemptsCost(messages.format.credits(charged, simulated))}
              </>
            )}
          </p>
        </DescriptionItem>
      )}
    </>
  );
}
