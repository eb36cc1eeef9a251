// Problems with the files of a request, shown beside the slots until they are dismissed.
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest, ReferenceRole } from '../../../../shared/generation.ts';
import type { ErrorText } from '../../../../shared/text/index.ts';
import { messages } from '../../messages.ts';
import type { PictureProblem } from '../../picture-worker/picture-messages.ts';

/** The model accepts no more files of this kind. */
interface NoOpenSlot {
  readonly kind: 'no-open-slot';
  readonly name: string;
  readonly model: string;
}

/** A frame of a stored video could not be decoded. */
export interface FrameFailure {
  readonly kind: 'frame-failed';
}

/** The picture could not be changed to meet the model's requirements. */
interface UnfixablePicture {
  readonly kind: 'unfixable';
  readonly name: string;
  readonly reason: PictureProblem;
}

/** A URL whose host may be in a private network. It is fetched only with the user's permission. */
export interface AddressNeedsPermission {
  readonly kind: 'address-needs-permission';
  readonly host: string;
  readonly url: string;
  /** Where the file should go: into a role, in place of another file, or into any open slot (null). */
  readonly target: ReferenceRole | { readonly replaces: number } | null;
}

/** Dropped content, or a typed URL, that cannot be used as a file. */
interface DropRefused {
  readonly kind: 'drop-refused';
  readonly reason: 'no-picture' | 'address-too-long';
}

/** A file whose addition ended only after another request had replaced the one for which it was meant. */
interface RequestReplaced {
  readonly kind: 'request-replaced';
}

/** A problem with a file, shown beside the slots until it is dismissed. */
export interface FileProblem {
  /** Identifies the problem in this window, for `dismissProblem`. */
  readonly id: number;
  /** Id of the reference with the problem; null for a file that was never added. The problem disappears with the reference. */
  readonly referenceId: number | null;
  readonly cause: AppError | NoOpenSlot | FrameFailure | UnfixablePicture | AddressNeedsPermission | DropRefused | RequestReplaced;
}

let lastId = 0;
/**
 * Wraps a problem for the list beside the slots, with a new id. `referenceId`: the reference it concerns, null for a file that was never
 * added.
 */
export function problemOf(cause: FileProblem['cause'], referenceId: number | null = null): FileProblem {
  lastId += 1;
  return { id: lastId, referenceId, cause };
}

/** Title and detail of a problem in the current language; the detail may be empty. */
export function problemText({ cause }: FileProblem): Pick<ErrorText, 'title' | 'detail'> {
  switch (cause.kind) {
    case 'no-open-slot':
      return { title: messages.composer.noFreeSlot(cause.name || messages.composer.unnamed, cause.model), detail: '' };
    case 'frame-failed':
      return { title: messages.frames.failed, detail: messages.frames.failedDetail };
    case 'address-needs-permission':
      return messages.errorText({ kind: 'host-needs-permission', host: cause.host });
    case 'request-replaced':
      return messages.composer.notInRequest;
    case 'drop-refused':
      return messages.composer.dropRefused[cause.reason];
    case 'unfixable':
      return { title: messages.fixing.unfixable[cause.reason](cause.name || messages.composer.unnamed), detail: '' };
    default:
      return messages.errorText(cause);
  }
}

/** Returns the problems without those about files that the request no longer names; the same list if all remain. */
export function problemsOfRequest(problems: readonly FileProblem[], { references }: GenerationRequest): readonly FileProblem[] {
  const isReferenced = (id: number): boolean => references.some(({ referenceId }) => referenceId === id);
  const remaining = problems.filter(({ referenceId }) => referenceId === null || isReferenced(referenceId));
  return remaining.length === problems.length ? problems : remaining;
}
