// A press of the composer's Generate, by button, key or menu. The outcome depends on the stores at the press, because the rendered state
// may be older.
import { checkRequest } from '../../../../../shared/models/index.ts';
import { isPaidActionAllowed, type PaidActionTrigger } from '../../../input/paid-action-guard.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { useComposer } from '../composer-store.ts';
import { currentPendingFiles } from '../references/pending-files.ts';
import { isDoubleClick, type Readiness, readinessOf, submit } from './submit-request.ts';

/** The outcome of a press, for the component that shows the button. */
type GenerateOutcome =
  | { readonly kind: 'sent' }
  /** Nothing to show: a popup is open, or it is the same press again. */
  | { readonly kind: 'ignored' }
  /** The request cannot be sent now. `field` is the field that shows the reason; null when none does. */
  | { readonly kind: 'not-now'; readonly field: string | null }
  /** A doubtful request costs money too: only a press of the button itself sends it. */
  | { readonly kind: 'needs-button' };

/** Returns whether Generate can send now, according to the stores; for code outside of components. */
export function currentReadiness(): Readiness {
  const { request, references, isSubmitting } = useComposer.getState();
  return readinessOf(selectStatus(useStudio.getState()), checkRequest(request, references), isSubmitting, currentPendingFiles());
}

/**
 * Submits the request if the press allows it. `shown` is the state of the button at the press, because the user agreed to that state only.
 */
export function generateFromComposer(by: PaidActionTrigger, shown: Readiness): GenerateOutcome {
  if (!isPaidActionAllowed(by)) return { kind: 'ignored' };
  const { request, isSubmitting, ...composer } = useComposer.getState();
  if (isSubmitting || isDoubleClick({ request, ...composer }, performance.now())) return { kind: 'ignored' };
  const current = currentReadiness();
  switch (current.kind) {
    case 'not-now':
      return { kind: 'not-now', field: current.field };
    case 'advised':
      if (by !== 'button' || shown.kind !== 'advised') return { kind: 'needs-button' };
      break;
    case 'ready':
      break;
  }
  void submit(request, current.kind === 'advised');
  return { kind: 'sent' };
}
