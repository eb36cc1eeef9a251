// A press of a batch's Generate, by button, key or menu. What is sent is what was shown: the lines, their number and their price.
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import { isPaidActionAllowed, type PaidActionTrigger } from '../../input/paid-action-guard.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { type ComposerState, useComposer } from '../create/composer-store.ts';
import { currentPendingFiles } from '../create/references/pending-files.ts';
import { type GenerateAction, readinessOf } from '../create/submit/submit-request.ts';
import { type BatchState, useBatch } from './batch-store.ts';
import { sendBatch } from './submit-batch.ts';
import { priceKeyOf } from './use-batch-estimate.ts';

/** Everything that decides which lines there are and how each stands. */
export interface LinesSource extends Pick<ComposerState, 'request' | 'references'> {
  readonly batch: Pick<BatchState, 'way' | 'mix' | 'file' | 'files' | 'sent' | 'sendAgain'>;
}

/** What the lines would be made from at this moment. */
export const currentSource = (): LinesSource => {
  const { request, references } = useComposer.getState();
  return { request, references, batch: useBatch.getState() };
};

const decisive = ['way', 'mix', 'file', 'files', 'sent', 'sendAgain'] as const;

/** Whether lines made from one are those made from the other. */
const isSameSource = (one: LinesSource, other: LinesSource): boolean =>
  one.request === other.request && one.references === other.references && decisive.every((name) => one.batch[name] === other.batch[name]);

/** What the foot of the batch shows. */
export interface ShownBatch {
  readonly source: LinesSource;
  readonly toSend: readonly EvaluatedLine[];
  readonly sendAnyway: boolean;
  readonly meaning: GenerateAction;
}

/** Whether two lists of lines are the same number of tasks at the same price: what the button and the words beside it say. */
const isSameOrder = (one: ShownBatch, other: ShownBatch): boolean => {
  const priced = ({ toSend }: ShownBatch): string => JSON.stringify(toSend.map((line) => [line.count, priceKeyOf(line)]));
  return one.meaning === other.meaning && priced(one) === priced(other);
};

/** What came of a press. */
export type BatchGenerateOutcome =
  | 'sent'
  /** It is sent as soon as the lines of what was last written are shown. */
  | 'waits'
  /** It cannot be sent now, or a popup is open. */
  | 'refused'
  /** What is doubtful is only sent by its own button. */
  | 'needs-button';

/** Sends what is shown, or waits for the lines where the composer is ahead of them. */
function pressShown(by: PaidActionTrigger, shown: ShownBatch): BatchGenerateOutcome {
  if (!isPaidActionAllowed(by)) return 'refused';
  const { sending, sendAnyway } = useBatch.getState();
  if (readinessOf(selectStatus(useStudio.getState()), [], sending, currentPendingFiles()).kind === 'not-now') return 'refused';
  if (shown.meaning === 'nothing' || shown.sendAnyway !== sendAnyway) return 'refused';
  if (shown.meaning === 'anyway' && by !== 'button') return 'needs-button';
  if (!isSameSource(shown.source, currentSource())) return 'waits';
  const { toSend } = shown;
  void sendBatch(toSend);
  return 'sent';
}

/** The presses of one foot of a batch. */
export interface BatchPresses {
  press(by: PaidActionTrigger, shown: ShownBatch): BatchGenerateOutcome;
  /** To be called with whatever is shown newly: a press that waited for it is carried out, or dropped. */
  showing(shown: ShownBatch): void;
}

/**
 * The lines follow the composer with a delay, so a press right after the last word meets lines without that word. It waits for the lines of what
 * stood there at the press. It is dropped where the person went on, or where the lines turn out to be another order than the button named.
 */
export function createBatchPresses(): BatchPresses {
  let waiting: { readonly by: PaidActionTrigger; readonly wanted: LinesSource; readonly named: ShownBatch } | null = null;
  return {
    press(by, shown) {
      const pressed = pressShown(by, shown);
      waiting = pressed === 'waits' ? { by, wanted: { ...currentSource() }, named: shown } : null;
      return pressed;
    },
    showing(shown) {
      if (waiting === null) return;
      const { by, wanted, named } = waiting;
      const hasGoneOn = !isSameSource(wanted, currentSource());
      if (!hasGoneOn && !isSameSource(shown.source, wanted)) return;
      waiting = null;
      if (!hasGoneOn && isSameOrder(shown, named)) pressShown(by, shown);
    },
  };
}
