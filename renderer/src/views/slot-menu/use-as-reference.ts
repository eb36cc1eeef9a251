// Frames of stored videos, and stored videos, on their way into the request.
import type { ReferenceRole } from '../../../../shared/generation.ts';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { fileKindOf, formFor, nextRole } from '../../../../shared/models/index.ts';
import { fail } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';
import { beginWithFile, problemOf, useComposer } from '../create/composer-store.ts';
import { addReference, type PlacementTarget } from '../create/references/add-references.ts';
import { captureLastFrame, captureShownFrame, type GrabbedFrame } from '../frame-picker/capture-frame.ts';
import { promptOf } from '../library/item-actions.ts';
import { assumedFramesPerSecond, frameStart } from '../player/frame-math.ts';

/** Longer than any tile shows; a name is no place for a whole prompt. */
const titleCharacters = 80;

/** What a frame becomes where nobody says it: the first frame, where the model takes one, else its next image. */
export function frameRole(request: Parameters<typeof nextRole>[0]): ReferenceRole | null {
  return formFor(request.model).slots.some(({ role }) => role === 'first-frame') ? 'first-frame' : nextRole(request, 'image');
}

/** The roles for which the chosen model takes files of this kind. */
export const rolesOf = (modelId: string, kind: 'image' | 'video' | 'audio'): readonly ReferenceRole[] =>
  formFor(modelId).slots.flatMap(({ role }) => (fileKindOf(role) === kind ? [role] : []));

/** Takes what the element shows; answers the role it got, null where it could not be taken or found no place. */
export async function addShownFrame(item: LibraryItem, video: HTMLVideoElement, wanted: PlacementTarget): Promise<ReferenceRole | null> {
  return await takeFrame(
    item,
    () => captureShownFrame(video),
    () => (Number.isFinite(video.duration) ? video.duration : null),
    wanted,
  );
}

/** Puts what the element shows on the clipboard; false where there is nothing to show, which is said. */
export async function copyShownFrame(video: HTMLVideoElement): Promise<boolean> {
  const frame = await captureShownFrame(video);
  if (frame === null) {
    sayFailed();
    return false;
  }
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([frame.bytes], { type: 'image/png' }) })]);
  return true;
}

/** Writes what the element shows to where the person says; the file's name, null where there is none, which is said unless they closed the dialog. */
export async function saveShownFrame(item: LibraryItem, video: HTMLVideoElement): Promise<string | null> {
  const frame = await captureShownFrame(video);
  if (frame === null) {
    sayFailed();
    return null;
  }
  const durationSeconds = Number.isFinite(video.duration) ? video.duration : null;
  const atSeconds = frameStart(frame.clockSeconds, item.framesPerSecond ?? assumedFramesPerSecond, durationSeconds);
  const saved = await call('library.saveFrame', { resultId: item.resultId, atSeconds, bytes: frame.bytes });
  if (saved.ok) return saved.value.name;
  const { error } = saved;
  if (error.kind !== 'cancelled-by-user') useComposer.setState((s) => ({ problems: [...s.problems, problemOf(error)] }));
  return null;
}

const sayFailed = (): void => useComposer.setState((s) => ({ problems: [...s.problems, problemOf({ kind: 'frame-failed' })] }));

/** "Continue from its last frame": becomes the first frame of what is being composed, and the prompt is next. */
export async function continueFrom(item: LibraryItem): Promise<void> {
  const role = frameRole(useComposer.getState().request);
  const taken = await takeFrame(
    item,
    () => captureLastFrame(item.resultId),
    (frame) => frame.durationSeconds,
    role,
  );
  if (taken === null) return;
  beginWithFile();
  useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));
}

/** "Use this video" of a video's menu: begins something with it, as continuing from it does. */
export async function beginWithVideo(item: LibraryItem): Promise<void> {
  if ((await addVideoAsReference(item, null)) !== null) beginWithFile();
}

/** A stored video as it is. */
export async function addVideoAsReference(item: LibraryItem, wanted: PlacementTarget): Promise<ReferenceRole | null> {
  return await addReference(() => call('references.addResult', { resultId: item.resultId }), wanted);
}

/** Draws a frame and adds it. Drawing counts as well: decoding up to the last frame of a long video takes seconds. */
async function takeFrame<F extends GrabbedFrame>(
  item: LibraryItem,
  grab: () => Promise<F | null>,
  durationOf: (frame: F) => number | null,
  wanted: PlacementTarget,
): Promise<ReferenceRole | null> {
  return await addReference(async () => {
    const frame = await grab();
    if (frame === null) return fail({ kind: 'frame-failed' });
    const atSeconds = frameStart(frame.clockSeconds, item.framesPerSecond ?? assumedFramesPerSecond, durationOf(frame));
    const name = messages.frames.name(atSeconds, promptOf(item).slice(0, titleCharacters));
    return await call('references.addFrame', { resultId: item.resultId, atSeconds, name: name.slice(0, 255), bytes: frame.bytes });
  }, wanted);
}
