// Adds frames of stored videos, and stored videos, to the request.
import type { ReferenceRole } from '../../../../shared/generation.ts';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { fileKindOf, formFor, nextRole } from '../../../../shared/models/index.ts';
import { fail } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';
import { useComposer } from '../create/composer-store.ts';
import { problemOf } from '../create/file-problems.ts';
import { startWithFile } from '../create/load-request.ts';
import { addReference, type PlacementTarget } from '../create/references/add-references.ts';
import { type CapturedFrame, captureLastFrame, captureShownFrame } from '../frame-picker/capture-frame.ts';
import { promptOf } from '../library/item-actions.ts';
import { assumedFramesPerSecond, frameStart } from '../player/frame-math.ts';

/** The number of characters of the prompt in the name of a frame: more than any tile shows, but not a whole prompt. */
const maxPromptCharacters = 80;

/** The default role of a frame: the first frame if the model accepts one, otherwise its next image. */
export function frameRole(request: Parameters<typeof nextRole>[0]): ReferenceRole | null {
  return formFor(request.model).slots.some(({ role }) => role === 'first-frame') ? 'first-frame' : nextRole(request, 'image');
}

/** The roles in which the chosen model accepts files of this kind. */
export const rolesOf = (modelId: string, kind: 'image' | 'video' | 'audio'): readonly ReferenceRole[] =>
  formFor(modelId).slots.flatMap(({ role }) => (fileKindOf(role) === kind ? [role] : []));

/** Adds the visible frame to the request. Resolves to the role it got; null when the frame could not be captured or no slot was open. */
export async function addShownFrame(item: LibraryItem, video: HTMLVideoElement, target: PlacementTarget): Promise<ReferenceRole | null> {
  return await captureAndAdd(
    item,
    () => captureShownFrame(video),
    () => (Number.isFinite(video.duration) ? video.duration : null),
    target,
  );
}

/** Copies the visible frame to the clipboard. When there is nothing to copy, shows that and resolves to false. */
export async function copyShownFrame(video: HTMLVideoElement): Promise<boolean> {
  const frame = await captureShownFrame(video);
  if (frame === null) {
    showCaptureFailure();
    return false;
  }
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([frame.bytes], { type: 'image/png' }) })]);
  return true;
}

/**
 * Saves the visible frame where the user chooses. Resolves to the file name; null when nothing was saved. The reason is then shown, unless
 * the user closed the dialog.
 */
export async function saveShownFrame(item: LibraryItem, video: HTMLVideoElement): Promise<string | null> {
  const frame = await captureShownFrame(video);
  if (frame === null) {
    showCaptureFailure();
    return null;
  }
  const durationSeconds = Number.isFinite(video.duration) ? video.duration : null;
  const atSeconds = frameStart(frame.positionSeconds, item.framesPerSecond ?? assumedFramesPerSecond, durationSeconds);
  const saved = await call('library.saveFrame', { resultId: item.resultId, atSeconds, bytes: frame.bytes });
  if (saved.ok) return saved.value.name;
  const { error } = saved;
  if (error.kind !== 'cancelled-by-user') useComposer.setState((s) => ({ problems: [...s.problems, problemOf(error)] }));
  return null;
}

const showCaptureFailure = (): void => useComposer.setState((s) => ({ problems: [...s.problems, problemOf({ kind: 'frame-failed' })] }));

/** "Continue from its last frame": the last frame becomes the first frame of the composer's request, and the prompt gets the focus. */
export async function continueFrom(item: LibraryItem): Promise<void> {
  const role = frameRole(useComposer.getState().request);
  const captured = await captureAndAdd(
    item,
    () => captureLastFrame(item.resultId),
    (frame) => frame.durationSeconds,
    role,
  );
  if (captured === null) return;
  startWithFile();
  useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));
}

/** "Use this video" in the menu of a video. As in `continueFrom`, this starts a new request. */
export async function startWithVideo(item: LibraryItem): Promise<void> {
  if ((await addVideoAsReference(item, null)) !== null) startWithFile();
}

/** Adds a stored video unchanged. Resolves to its role, or null. */
export async function addVideoAsReference(item: LibraryItem, target: PlacementTarget): Promise<ReferenceRole | null> {
  return await addReference(() => call('references.addResult', { resultId: item.resultId }), target);
}

/**
 * Captures a frame and adds it. The capture counts as part of the addition: decoding up to the last frame of a long video takes seconds.
 */
async function captureAndAdd<F extends CapturedFrame>(
  item: LibraryItem,
  capture: () => Promise<F | null>,
  durationOf: (frame: F) => number | null,
  target: PlacementTarget,
): Promise<ReferenceRole | null> {
  return await addReference(async () => {
    const frame = await capture();
    if (frame === null) return fail({ kind: 'frame-failed' });
    const atSeconds = frameStart(frame.positionSeconds, item.framesPerSecond ?? assumedFramesPerSecond, durationOf(frame));
    const name = messages.frames.name(atSeconds, promptOf(item).slice(0, maxPromptCharacters));
    return await call('references.addFrame', { resultId: item.resultId, atSeconds, name: name.slice(0, 255), bytes: frame.bytes });
  }, target);
}
