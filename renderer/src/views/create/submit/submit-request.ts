// Why Generate waits, as a pure function, and what pressing it does.
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

/** What the Generate button is now. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** Can be sent, after the person has seen what is doubtful. */
  | { readonly kind: 'advised'; readonly advice: readonly Issue[] }
  | { readonly kind: 'not-now'; readonly why: string; readonly field: string | null };

const notNow = (why: string, field: string | null = null): Readiness => ({ kind: 'not-now', why, field });

export function readinessOf(
  status: StudioStatus | null,
  issues: readonly Issue[],
  sending: boolean,
  files: PendingFiles = 'none',
): Readiness {
  const { why } = messages.composer;
  if (status === null) return notNow(why['not-ready']);
  const profile = status.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile === undefined) return notNow(why['no-profile']);
  if (profile.key.state === 'none') return notNow(why['no-key'](profileName(profile)));
  if (sending) return notNow(why.busy);
  if (files !== 'none') return notNow(why[files], 'references');
  const [block] = blockingIssues(issues);
  if (block !== undefined) return notNow(messages.issueText[block.code](block.values), block.field);
  const doubts = advisoryIssues(issues);
  return doubts.length > 0 ? { kind: 'advised', advice: doubts } : { kind: 'ready' };
}

/**
 * What a press of the button does. `wait` adds to a queue of which nothing is sent until somebody does something about it; one that goes on by itself in
 * a moment does not change what the press means. `anyway` sends what is doubtful.
 */
export type GenerateAction = 'send' | 'wait' | 'anyway' | 'nothing';

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

/** Whether a press right after a sending, with nothing changed since, is the same press again: it would be paid for a second time. */
export const isDoubleClick = ({ request, sent, sentAtMs }: Pick<ComposerState, 'request' | 'sent' | 'sentAtMs'>, nowMs: number): boolean =>
  sent === request && nowMs - sentAtMs < doubleClickMs;

const { getState, setState } = useComposer;

/**
 * What was said about the request that was sent is over; what is about another one that "Edit" or "Use again" put into its place meanwhile stays.
 * A draft is used up by being sent, also where the person has gone on writing in it.
 */
function stateAfterSubmit(
  now: ComposerState,
  { request, sourceTaskId, loadedFrom, changes }: ComposerState,
): Pick<ComposerState, 'sourceTaskId' | 'isEdit' | 'replacedDrafts' | 'loadedFrom' | 'changes'> {
  const isSource = now.sourceTaskId === sourceTaskId;
  return {
    sourceTaskId: isSource ? null : now.sourceTaskId,
    isEdit: isSource ? false : now.isEdit,
    // What was sent is not lost by being replaced. Everything else that was put aside has not been sent.
    replacedDrafts: withoutSent(now.replacedDrafts, request, sourceTaskId),
    loadedFrom: now.loadedFrom === loadedFrom ? null : now.loadedFrom,
    changes: now.changes === changes ? null : now.changes,
  };
}

/** Hands the request over. Answers how many tasks came of it. */
export async function submit(request: GenerationRequest, sendAnyway: boolean): Promise<number> {
  const before = getState();
  const { actionId, variations, sourceTaskId } = before;
  const profileId = shownProfileId();
  setState({ sending: true, sendError: null });
  // Before the order leaves: a window that dies before the answer comes back with the same key.
  saveDraft();
  const answer = await call('tasks.submit', { key: actionId, profileId, request, variations, sendAnyway, sourceTaskId });
  // An answer may come after the person has gone on writing: only what is about the sending is touched.
  setState((now) =>
    answer.ok
      ? {
          actionId: now.actionId === actionId ? crypto.randomUUID() : now.actionId,
          sending: false,
          // Chosen for what was just sent. Another number that was chosen while it was being sent is for what comes next.
          variations: now.variations === variations ? 1 : now.variations,
          sent: request,
          sentAtMs: performance.now(),
          sentIds: answer.value.ids,
          ...stateAfterSubmit(now, before),
        }
      : { sending: false, sendError: answer.error },
  );
  if (!answer.ok) return 0;
  saveDraft();
  return answer.value.ids.length;
}
