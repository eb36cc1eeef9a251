// A press of the composer's Generate, by button, key or menu. It decides by what the stores hold at the press: what was drawn may be older.
import { checkRequest } from '../../../../../shared/models/index.ts';
import { isPaidActionAllowed, type PaidActionTrigger } from '../../../input/paid-action-guard.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { useComposer } from '../composer-store.ts';
import { currentPendingFiles } from '../references/pending-files.ts';
import { isDoubleClick, type Readiness, readinessOf, submit } from './submit-request.ts';

/** What came of a press, for whoever shows the button. */
export type GenerateOutcome =
  | { readonly kind: 'sent' }
  /** Nothing to say: a popup is open, or it is the same press again. */
  | { readonly kind: 'ignored' }
  /** It cannot be sent now; `field` is where the reason lies, null where it lies in no field. */
  | { readonly kind: 'not-now'; readonly field: string | null }
  /** What is doubtful is paid for as well: only its own button sends it. */
  | { readonly kind: 'needs-button' };

/** What the button is at this moment. */
export function currentReadiness(): Readiness {
  const { request, references, sending } = useComposer.getState();
  return readinessOf(selectStatus(useStudio.getState()), checkRequest(request, references), sending, currentPendingFiles());
}

/** Sends the request, where the press means that. `shown` is what the button said when it was pressed: no more than that was agreed to. */
export function generateFromComposer(by: PaidActionTrigger, shown: Readiness): GenerateOutcome {
  if (!isPaidActionAllowed(by)) return { kind: 'ignored' };
  const { request, sending, ...sent } = useComposer.getState();
  if (sending || isDoubleClick({ request, ...sent }, performance.now())) return { kind: 'ignored' };
  const now = currentReadiness();
  switch (now.kind) {
    case 'not-now':
      return { kind: 'not-now', field: now.field };
    case 'advised':
      if (by !== 'button' || shown.kind !== 'advised') return { kind: 'needs-button' };
      break;
    case 'ready':
      break;
  }
  void submit(request, now.kind === 'advised');
  return { kind: 'sent' };
}
