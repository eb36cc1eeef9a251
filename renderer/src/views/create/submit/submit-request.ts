// Decides whether Generate can send (pure), and submits the request.
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { advisoryIssues, blockingIssues, type Issue } from '../../../../../shared/models/index.ts';
import type { WaitReason } from '../../../../../shared/wait-reason.ts';
import { call } from '../../../api.ts';
import { doubleClickMs } from '../../../input/action-ids.ts';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';
import { shownProfileId } from '../../../store/studio-store.ts';
import { type ComposerState, useComposer } from '../composer-store.ts';
import { saveDraft } from '../draft-autosave.ts';
import type { PendingFiles } from '../references/pending-files.ts';
import { withoutSent } from '../replaced-drafts.ts';

/** Whether the Generate button can send now. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** The request can be sent after the user has seen the warnings. */
  | { readonly kind: 'advised'; readonly advice: readonly Issue[] }
  /**
   * The request cannot be sent. `field` is the field that shows the reason, for `focusField`; null when none does. `name` is the name of
   * the profile in the text of the reason, for `NamedText`; empty if the text contains none.
   */
  | { readonly kind: 'not-now'; readonly reason: string; readonly name: string; readonly field: string | null };

const notNow = (reason: string, field: string | null = null, name = ''): Readiness => ({ kind: 'not-now', reason, name, field });

/**
 * Decides whether the request can be sent: profile and key first, then a submission in progress, pending files, and the issues of the
 * request. `status` is null before the first snapshot.
 */
export function readinessOf(
  status: StudioStatus | null,
  issues: readonly Issue[],
  isSubmitting: boolean,
  files: PendingFiles = 'none',
): Readiness {
  const { notReadyReasons } = messages.composer;
  if (status === null) return notNow(notReadyReasons['not-ready']);
  const profile = status.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile === undefined) return notNow(notReadyReasons['no-profile']);
  if (profile.key.state === 'none') return notNow(notReadyReasons['no-key'](profileName(profile)), null, profileName(profile));
  if (isSubmitting) return notNow(notReadyReasons.busy);
  if (files !== 'none') return notNow(notReadyReasons[files], 'references');
  const [blockingIssue] = blockingIssues(issues);
  if (blockingIssue !== undefined) return notNow(messages.issueText[blockingIssue.code](blockingIssue.values), blockingIssue.field);
  const advice = advisoryIssues(issues);
  return advice.length > 0 ? { kind: 'advised', advice } : { kind: 'ready' };
}

/**
 * The effect of a press of the button. `wait` adds to a queue that is stopped until the user acts; a queue that resumes automatically does
 * not count. `anyway` sends despite warnings.
 */
export type GenerateAction = 'send' | 'wait' | 'anyway' | 'nothing';

/** The action of a press now. `reason`: why new tasks would wait, null if they would not. */
export function generateActionOf(readiness: Readiness, reason: WaitReason | null): GenerateAction {
  switch (readiness.kind) {
    case 'not-now':
      return 'nothing';
    case 'advised':
      return 'anyway';
    case 'ready':
      return reason === null || reason.kind === 'send-paused' ? 'send' : 'wait';
  }
}

/**
 * True when a press follows a submission closely and nothing has changed since: the second click of a double click, which would cost again.
 */
export const isDoubleClick = (
  { request, submittedRequest, submittedAtMs }: Pick<ComposerState, 'request' | 'submittedRequest' | 'submittedAtMs'>,
  nowMs: number,
): boolean => submittedRequest === request && nowMs - submittedAtMs < doubleClickMs;

const { getState, setState } = useComposer;

/**
 * Clears the messages about the submitted request; those about a request that "Edit" or "Use again" loaded meanwhile stay. The submitted
 * draft no longer counts as unsent work, even if the user has continued writing in it.
 */
function stateAfterSubmit(
  current: ComposerState,
  { request, sourceTaskId, loadedFrom, changes }: ComposerState,
): Pick<ComposerState, 'sourceTaskId' | 'isEdit' | 'replacedDrafts' | 'loadedFrom' | 'changes'> {
  const isSource = current.sourceTaskId === sourceTaskId;
  return {
    sourceTaskId: isSource ? null : current.sourceTaskId,
    isEdit: isSource ? false : current.isEdit,
    // A submitted request is not lost when it is replaced. Every other replaced draft has not been submitted.
    replacedDrafts: withoutSent(current.replacedDrafts, request, sourceTaskId),
    loadedFrom: current.loadedFrom === loadedFrom ? null : current.loadedFrom,
    changes: current.changes === changes ? null : current.changes,
  };
}

/** Submits the request. Resolves to the number of created tasks. After a failure, sets `sendError` and resolves to 0. */
export async function submit(request: GenerationRequest, sendAnyway: boolean): Promise<number> {
  const submitted = getState();
  const { actionId, variations, sourceTaskId } = submitted;
  const profileId = shownProfileId();
  setState({ isSubmitting: true, sendError: null });
  // The draft is saved before the call: if the window crashes before it returns, the draft returns with the same action id.
  saveDraft();
  const result = await call('tasks.submit', { actionId, profileId, request, variations, sendAnyway, sourceTaskId });
  // The user may have continued writing before the call returned, so only the fields that concern the submission change.
  setState((current) =>
    result.ok
      ? {
          actionId: current.actionId === actionId ? crypto.randomUUID() : current.actionId,
          isSubmitting: false,
          // The old number was chosen for the submitted request. A number chosen during the submission is for the next one.
          variations: current.variations === variations ? 1 : current.variations,
          submittedRequest: request,
          submittedAtMs: performance.now(),
          submittedTaskIds: result.value.ids,
          ...stateAfterSubmit(current, submitted),
        }
      : { isSubmitting: false, sendError: result.error },
  );
  if (!result.ok) return 0;
  saveDraft();
  return result.value.ids.length;
}
