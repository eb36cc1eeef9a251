// Where a task comes from, what was derived from it, and the attempts that the studio made automatically. Each entry opens the other task.
import type { Lineage } from '../../../../shared/ipc.ts';
import { messages } from '../../messages.ts';
import { FactLine } from './description-list.tsx';
import { openTask } from './open-task.ts';

type Kin = Lineage['derived'][number];

function KinLink({ kin, simulated, note }: { readonly kin: Kin; readonly simulated: boolean; readonly note?: string | undefined }) {
  const cost = kin.creditsUsed === null ? null : messages.format.credits(kin.creditsUsed, simulated);
  return (
    <li>
      <button
        type="button"
        aria-label={messages.inspector.openTask(kin.id)}
        onClick={() => openTask(kin.id)}
        className="rounded-control text-accent underline-offset-2 hover:underline"
      >
        {messages.inspector.task(kin.id)}
      </button>
      <span className="text-dim">
        {[note ?? null, messages.stateNames[kin.state], cost].flatMap((part) => (part === null ? [] : [` · ${part}`]))}
      </span>
    </li>
  );
}

/** The credits charged for all attempts, as far as the service has reported them; null if it has not. */
function chargedFor(tries: readonly Kin[]): number | null {
  const known = tries.flatMap(({ creditsUsed }) => creditsUsed ?? []);
  return known.length === 0 ? null : known.reduce((sum, credits) => sum + credits, 0);
}

/** Lines for the `Facts` of the inspector; none for a task without relatives. */
export function LineageFacts({
  lineage: { source, derived, attempts },
  simulated,
}: {
  readonly lineage: Lineage;
  readonly simulated: boolean;
}) {
  const charged = chargedFor(attempts);
  const link = (kin: Kin, note?: string) => <KinLink key={kin.id} kin={kin} simulated={simulated} note={note} />;
  return (
    <>
      {source !== null && (
        <FactLine label={messages.inspector.madeFrom}>
          <ul>
            <KinLink kin={source} simulated={simulated} />
          </ul>
        </FactLine>
      )}
      {derived.length > 0 && (
        <FactLine label={messages.inspector.madeInto}>
          <ul>{derived.map((kin) => link(kin))}</ul>
        </FactLine>
      )}
      {attempts.length > 0 && (
        <FactLine label={messages.inspector.tries}>
          <ol>{attempts.map((kin) => link(kin, messages.inspector.attemptNumber(kin.attemptNumber ?? 1)))}</ol>
          <p className="text-[12px] text-faint">
            {messages.inspector.triesWhy}
            {charged !== null && ` ${messages.inspector.triesCost(messages.format.credits(charged, simulated))}`}
          </p>
        </FactLine>
      )}
    </>
  );
}
