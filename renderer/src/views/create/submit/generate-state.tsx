// The text above the Generate button: what the last press added, what the next press will submit, or why it cannot submit anything.

import { AlertTriangle, Check } from 'lucide-react';
import type { Issue, Model } from '../../../../../shared/models/index.ts';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { showStage } from '../../../store/studio-store.ts';
import { useComposer } from '../composer-store.ts';
import { focusField } from '../focus-field.ts';
import { CancelAddingButton } from '../references/cancel-adding-button.tsx';
import { ExistingTakesButton } from './existing-takes-button.tsx';
import type { Readiness } from './submit-request.ts';
import { useRequestEstimate } from './use-request-estimate.ts';
import { useStillWaiting, type useWaitReason, WaitNote } from './wait-note.tsx';

const noTaskIds: readonly number[] = [];

interface GenerateStateProps extends StateProps {
  /** Why a task added now would wait; null if nothing holds it up. */
  readonly reason: ReturnType<typeof useWaitReason>;
}

/** The text, as a live region. The button names its DOM id, `generate-state`, as its description. */
export function GenerateState({ readiness, model, variations, reason }: GenerateStateProps) {
  // Shows the outcome of the last press until the request changes, so that nobody presses again to be sure.
  const addedTaskIds = useComposer((s) => (s.submittedRequest === s.request && !s.isSubmitting ? s.submittedTaskIds : noTaskIds));
  const stillWaiting = useStillWaiting(addedTaskIds);
  const canSubmit = readiness.kind !== 'not-now';
  return (
    <div id="generate-state" aria-live="polite" className="min-h-[17px] text-[12px] leading-snug text-dim">
      {addedTaskIds.length > 0 && canSubmit ? (
        reason !== null && stillWaiting > 0 ? (
          <WaitNote reason={reason} added={stillWaiting} />
        ) : (
          <TasksAdded count={addedTaskIds.length} />
        )
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
          {reason !== null && canSubmit && <WaitNote reason={reason} added={0} />}
          <div>
            <ReadinessText {...{ readiness, model, variations }} />
          </div>
          <div className="empty:hidden">
            <CancelAddingButton />
          </div>
        </div>
      )}
    </div>
  );
}

/** The number of tasks that the last press added; a click opens the queue. */
function TasksAdded({ count }: { readonly count: number }) {
  return (
    <button
      type="button"
      className="flex items-center gap-1.5 rounded-control text-ok hover:underline"
      onClick={() => showStage({ kind: 'queue' })}
    >
      <Check aria-hidden className="size-3.5 flex-none" />
      {messages.composer.tasksAdded(count)}
    </button>
  );
}

interface StateProps {
  readonly readiness: Readiness;
  readonly model: Model;
  readonly variations: number;
}

/** Why the request cannot be submitted now, or what a press will submit. */
function ReadinessText({ readiness, model, variations }: StateProps) {
  switch (readiness.kind) {
    case 'not-now':
      return (
        <span>
          <NamedText text={readiness.reason} name={readiness.name} />
        </span>
      );
    case 'advised':
      return (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
          <Advice advice={readiness.advice} />
          <PressSummary model={model} variations={variations} />
        </div>
      );
    case 'ready':
      return <PressSummary model={model} variations={variations} />;
  }
}

/** The advice about the request, in at most two lines; a click focuses the first field concerned. */
function Advice({ advice }: { readonly advice: readonly Issue[] }) {
  const sentences = messages.format.sentences(advice.map(({ code, values }) => messages.issueText[code](values)));
  return (
    <button
      type="button"
      title={sentences}
      className="flex gap-1.5 rounded-control text-left text-text hover:underline"
      onClick={() => focusField(advice[0]?.field ?? null)}
    >
      <AlertTriangle aria-hidden className="mt-px size-3.5 flex-none text-warn" />
      <span className="line-clamp-2">{sentences}</span>
    </button>
  );
}

/** The effect of a press: the number of tasks, the model, the probable cost and duration, and the takes that already exist. */
function PressSummary({ model, variations }: Pick<StateProps, 'model' | 'variations'>) {
  const request = useComposer((s) => s.request);
  const result = useRequestEstimate(request);
  const { estimate } = messages.prompts;
  const estimateText = result === null ? '' : estimate.text(result.estimate, variations, result.simulated);
  return (
    <>
      <span className="flex gap-2">
        <span className="truncate" title={model.name}>
          {model.output === 'video' || variations > 1 ? messages.composer.summary(variations) : messages.composer.one[model.output]}
          {` · ${model.name}`}
        </span>
        {result?.simulated === true && <span className="ml-auto flex-none text-faint">{messages.composer.simulated}</span>}
      </span>
      {/* The line keeps its height while there is neither an estimate nor an earlier take, so that the button does not move. */}
      <span className="flex min-h-6 items-center gap-2">
        <span
          className="min-w-0 flex-1 truncate text-faint"
          title={result === null ? '' : `${estimateText}\n${estimate.basis[result.estimate.basis](result.estimate.samples)}`}
        >
          {estimateText}
        </span>
        <ExistingTakesButton request={request} />
      </span>
    </>
  );
}
