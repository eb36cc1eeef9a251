// A press of Generate on the batch stage, by button, key or menu. It submits only the lines, the number of tasks and the price that were
// visible at the press.
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import { isPaidActionAllowed, type PaidActionTrigger } from '../../input/paid-action-guard.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { type ComposerState, useComposer } from '../create/composer-store.ts';
import { currentPendingFiles } from '../create/references/pending-files.ts';
import { type GenerateAction, readinessOf } from '../create/submit/submit-request.ts';
import { type BatchState, useBatch } from './batch-store.ts';
import { sendBatch } from './submit-batch.ts';
import { priceKeyOf } from './use-batch-estimate.ts';

/** Everything that determines the lines and their status. */
export interface LinesSource extends Pick<ComposerState, 'request' | 'references'> {
  readonly batch: Pick<BatchState, 'mode' | 'matrix' | 'file' | 'files' | 'reusedRequests' | 'sentRequests' | 'includesSentLines'>;
}

/** Returns the current input for lines, from the stores. */
export const currentSource = (): LinesSource => {
  const { request, references } = useComposer.getState();
  return { request, references, batch: useBatch.getState() };
};

const sourceKeys = ['mode', 'matrix', 'file', 'files', 'reusedRequests', 'sentRequests', 'includesSentLines'] as const;

/** True when both inputs give the same lines. */
const isSameSource = (a: LinesSource, b: LinesSource): boolean =>
  a.request === b.request && a.references === b.references && sourceKeys.every((name) => a.batch[name] === b.batch[name]);

/** The content of the batch footer at a press. A press is the user's consent to this content and to nothing more. */
export interface ShownBatch {
  readonly source: LinesSource;
  readonly toSend: readonly EvaluatedLine[];
  readonly sendAnyway: boolean;
  readonly action: GenerateAction;
}

/** True when both have the same number of tasks at the same price, as the button and the text beside it show them. */
const hasSameTasksAndPrice = (a: ShownBatch, b: ShownBatch): boolean => {
  const priceSummary = ({ toSend }: ShownBatch): string => JSON.stringify(toSend.map((line) => [line.count, priceKeyOf(line)]));
  return a.action === b.action && priceSummary(a) === priceSummary(b);
};

/** The outcome of a press. */
type BatchGenerateOutcome =
  | 'sent'
  /** The press is performed when the lines of the latest input are shown. */
  | 'waits'
  /** The batch cannot be sent now, or a popup is open. */
  | 'refused'
  /** Doubtful lines are sent only by a press of the button itself. */
  | 'needs-button';

/** Submits the shown lines, or waits for new lines when the composer is newer than they are. */
function pressShown(by: PaidActionTrigger, shown: ShownBatch): BatchGenerateOutcome {
  if (!isPaidActionAllowed(by)) return 'refused';
  const { isSubmitting, sendAnyway } = useBatch.getState();
  if (readinessOf(selectStatus(useStudio.getState()), [], isSubmitting, currentPendingFiles()).kind === 'not-now') return 'refused';
  if (shown.action === 'nothing' || shown.sendAnyway !== sendAnyway) return 'refused';
  if (shown.action === 'anyway' && by !== 'button') return 'needs-button';
  if (!isSameSource(shown.source, currentSource())) return 'waits';
  const { toSend } = shown;
  void sendBatch(toSend);
  return 'sent';
}

/** The presses in one batch footer. */
interface BatchPresses {
  /** Handles a press while `shown` is on the screen. */
  press(by: PaidActionTrigger, shown: ShownBatch): BatchGenerateOutcome;
  /** Must be called whenever something new is shown: performs or drops a press that waited for it. */
  handleShown(shown: ShownBatch): void;
}

/**
 * Creates the presses of one batch footer. The lines follow the composer with a delay, so a press right after typing finds lines without
 * the last word. Such a press waits for the lines of the input at that time. It is dropped when the user continues typing. It is also
 * dropped when those lines have another number of tasks or another price than the button showed.
 */
export function createBatchPresses(): BatchPresses {
  let waitingPress: { readonly by: PaidActionTrigger; readonly awaitedSource: LinesSource; readonly pressedBatch: ShownBatch } | null =
    null;
  return {
    press(by, shown) {
      const outcome = pressShown(by, shown);
      waitingPress = outcome === 'waits' ? { by, awaitedSource: { ...currentSource() }, pressedBatch: shown } : null;
      return outcome;
    },
    handleShown(shown) {
      if (waitingPress === null) return;
      const { by, awaitedSource, pressedBatch } = waitingPress;
      const hasChanged = !isSameSource(awaitedSource, currentSource());
      if (!hasChanged && !isSameSource(shown.source, awaitedSource)) return;
      waitingPress = null;
      if (!hasChanged && hasSameTasksAndPrice(shown, pressedBatch)) pressShown(by, shown);
    },
  };
}
