// Adds files to the request: dropped, pasted, chosen in a dialog, or fetched from a URL. Each finds its slot by its kind.
import type { AppError } from '../../../../../shared/errors.ts';
import type { GenerationRequest, Reference, ReferenceRole } from '../../../../../shared/generation.ts';
import { fileKindOf, formFor, impliedChanges, nextRole } from '../../../../../shared/models/index.ts';
import type { Result } from '../../../../../shared/result.ts';
import { call, pathOf } from '../../../api.ts';
import { useComposer } from '../composer-store.ts';
import { type AddressNeedsPermission, type FileProblem, type FrameFailure, problemOf } from '../file-problems.ts';
import { afterUserEdit, withReferences } from '../request-changes.ts';
import type { DroppedPicture } from './dropped-picture.ts';

const { getState, setState } = useComposer;

/** The target of an added file: a role, the file at a position, which it replaces, or (null) any open slot. */
export type PlacementTarget = ReferenceRole | { readonly replaces: number } | null;

/**
 * Returns the request with this file in the wanted slot if it fits there, otherwise in the next open slot of its kind; null when there is
 * no slot. In a slot for a single file, the new file replaces the old one.
 */
export function placeReference(request: GenerationRequest, file: Reference, target: PlacementTarget): GenerationRequest | null {
  const use = (role: ReferenceRole) => ({ role, referenceId: file.id });
  if (typeof target === 'object' && target !== null) {
    const replaced = request.references[target.replaces];
    if (replaced === undefined || fileKindOf(replaced.role) !== file.kind) return placeReference(request, file, null);
    return { ...request, references: request.references.map((old, index) => (index === target.replaces ? use(old.role) : old)) };
  }
  if (target !== null && fileKindOf(target) === file.kind) {
    const slot = formFor(request.model).slots.find(({ role }) => role === target);
    const index = request.references.findIndex(({ role }) => role === target);
    if (slot?.max === 1 && index >= 0) {
      return { ...request, references: request.references.map((old, position) => (position === index ? use(target) : old)) };
    }
    const usedCount = request.references.filter(({ role }) => role === target).length;
    if (slot !== undefined && usedCount < slot.max) return { ...request, references: [...request.references, use(target)] };
  }
  const role = nextRole(request, file.kind);
  return role === null ? null : { ...request, references: [...request.references, use(role)] };
}

function placeFiles(files: readonly Reference[], failed: readonly FileProblem['cause'][], target: PlacementTarget): void {
  setState((s) => {
    const model = formFor(s.request.model).name;
    let { request } = s;
    const problems = failed.map((error) => problemOf(error));
    let role = target;
    for (const file of files) {
      const next = placeReference(request, file, role);
      if (next === null) problems.push(problemOf({ kind: 'no-open-slot', name: file.name, model }));
      else request = next;
      role = null; // only the first file replaces the old one
    }
    // An added file may switch the model to another kind of task; the composer shows that.
    const ruleChanges = impliedChanges(s.request, request);
    return {
      ...afterUserEdit(s, request),
      ...(ruleChanges.length === 0 ? {} : { changes: { kind: 'rule', list: ruleChanges } }),
      references: withReferences(s.references, files),
      problems: [...s.problems, ...problems],
      isDirty: true,
      sendError: null,
    };
  });
}

/** One addition in progress. It belongs to the request that was in the composer when it started. */
interface Addition {
  /** False when the user has cancelled the addition, or another request has replaced the one for which it started. */
  isActive(): boolean;
  /** Puts the files into the request, and shows what failed. Does nothing after the addition was cancelled. */
  deliver(files: readonly Reference[], failed: readonly FileProblem['cause'][], target: PlacementTarget): void;
}

let lastAdditionId = 0;

/** Resolves when the addition was cancelled, i.e. is no longer listed in the store. `stop` unsubscribes. */
function cancellation(id: number): { readonly cancelled: Promise<void>; stop(): void } {
  let stop = (): void => {};
  const cancelled = new Promise<void>((resolve) => {
    stop = useComposer.subscribe(({ additionIds }) => !additionIds.includes(id) && resolve());
  });
  return { cancelled, stop };
}

/**
 * Runs one addition, from the press, drop or paste until its last file is placed. Generate waits meanwhile. Resolves to null as soon as the
 * addition is cancelled, even if the call never returns.
 */
export async function whileAdding<T>(work: (addition: Addition) => Promise<T>): Promise<T | null> {
  lastAdditionId += 1;
  const id = lastAdditionId;
  const isActive = (): boolean => getState().additionIds.includes(id);
  setState((s) => ({ additionIds: [...s.additionIds, id] }));
  const { cancelled, stop } = cancellation(id);
  try {
    const deliver: Addition['deliver'] = (files, failed, target) => {
      if (isActive()) placeFiles(files, failed, target);
    };
    return await Promise.race([work({ isActive, deliver }), cancelled.then(() => null)]);
  } finally {
    stop();
    setState((s) => ({ additionIds: s.additionIds.filter((one) => one !== id) }));
  }
}

/** Cancels all additions in progress. Main may still finish reading; it then stores those files, but they are not added to the request. */
export function cancelAdditions(): void {
  setState({ additionIds: [] });
}

/** Clears the problems before a new attempt. */
const clearProblems = (): void => setState({ problems: [] });

/** Limit of paths per call, from the IPC contract. */
const maxPathsPerCall = 32;

/**
 * The content of a pasted or dropped file; null when it cannot be read, e.g. because it was deleted or another program did not provide it.
 */
const bytesOf = (file: File): Promise<Uint8Array<ArrayBuffer> | null> =>
  file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );

/**
 * Adds dropped or pasted files. Main reads a file that has a path. For a file without a path (a pasted bitmap), the window sends the bytes
 * to main.
 */
export async function addFiles(files: readonly File[], target: PlacementTarget): Promise<void> {
  if (files.length === 0) return;
  clearProblems();
  await whileAdding((addition) => addEach(files, target, addition));
}

async function addEach(files: readonly File[], target: PlacementTarget, { isActive, deliver }: Addition): Promise<void> {
  const paths = files.map(pathOf).filter((path) => path !== '');
  const bitmaps = files.filter((file) => pathOf(file) === '');
  for (let index = 0; index < paths.length && isActive(); index += maxPathsPerCall) {
    const result = await call('references.addFiles', { paths: paths.slice(index, index + maxPathsPerCall) });
    const role = index === 0 ? target : null;
    if (result.ok) deliver(result.value.added, result.value.failed, role);
    else deliver([], [result.error], role);
  }
  for (const bitmap of bitmaps) {
    if (!isActive()) return;
    const bytes = await bytesOf(bitmap);
    if (bytes === null) {
      deliver([], [{ kind: 'reference-unreadable', name: bitmap.name, detail: '' }], null);
      continue;
    }
    const result = await call('references.addBytes', { name: bitmap.name.slice(0, 255), bytes });
    if (result.ok) deliver([result.value], [], paths.length > 0 ? null : target);
    else deliver([], [result.error], target);
  }
}

/** Opens the system's file dialog and adds the chosen files. */
export async function chooseFiles(kind: Reference['kind'], target: PlacementTarget): Promise<void> {
  await whileAdding(async ({ isActive, deliver }) => {
    const result = await call('references.choose', { kind });
    if (result.ok && isActive()) clearProblems();
    if (result.ok) deliver(result.value.added, result.value.failed, target);
    else if (result.error.kind !== 'cancelled-by-user') deliver([], [result.error], target);
  });
}

/** The longest URL that the IPC contract allows. */
const maxUrlCharacters = 2_048;

/** Adds the file behind a URL. Resolves to true when it was added, so that its field can be emptied. */
export async function addUrl(url: string, target: PlacementTarget): Promise<boolean> {
  clearProblems();
  return (await whileAdding((addition) => fetchAddress(url, target, addition))) ?? false;
}

async function fetchAddress(url: string, target: PlacementTarget, { deliver }: Addition): Promise<boolean> {
  // A URL that was cut to this length would be another URL.
  if (url.length > maxUrlCharacters) {
    deliver([], [{ kind: 'drop-refused', reason: 'address-too-long' }], target);
    return false;
  }
  const result = await call('references.addUrl', { url });
  if (result.ok) deliver([result.value], [], target);
  else if (result.error.kind === 'host-needs-permission')
    deliver([], [{ kind: 'address-needs-permission', host: result.error.host, url, target }], target);
  else deliver([], [result.error], target);
  return result.ok;
}

/**
 * Adds a picture that was dragged out of a browser. `picture` is null when nothing in it can be read, e.g. an inline SVG or a link to a
 * local file.
 */
export async function addDropped(picture: DroppedPicture | null, target: PlacementTarget): Promise<void> {
  if (picture?.kind === 'address') {
    await addUrl(picture.address, target);
    return;
  }
  clearProblems();
  await whileAdding(async ({ deliver }) => {
    if (picture === null) return deliver([], [{ kind: 'drop-refused', reason: 'no-picture' }], target);
    const result = await call('references.addBytes', { name: picture.name, bytes: picture.bytes });
    if (result.ok) deliver([result.value], [], target);
    else deliver([], [result.error], target);
  });
}

/** Remembers that the user allows requests to the host, and fetches the URL. */
export async function allowAndAdd({ host, url, target }: AddressNeedsPermission): Promise<void> {
  clearProblems();
  await whileAdding(async (addition) => {
    const result = await call('network.allowHost', { host });
    if (!result.ok) addition.deliver([], [result.error], target);
    else if (addition.isActive()) await fetchAddress(url, target, addition);
  });
}

/**
 * Adds the file that `work` returns. Main may create that file or have it already, or the window may have drawn it. Resolves to the role
 * that the file got; null when `work` failed, no slot was open, or the user cancelled.
 */
export async function addReference(
  work: () => Promise<Result<Reference, AppError | FrameFailure>>,
  target: PlacementTarget,
): Promise<ReferenceRole | null> {
  clearProblems();
  return await whileAdding(async ({ deliver }) => {
    const result = await work();
    if (!result.ok) {
      deliver([], [result.error], target);
      return null;
    }
    const before = getState().request.references;
    deliver([result.value], [], target);
    const use = getState().request.references.find((one) => one.referenceId === result.value.id && !before.includes(one));
    return use?.role ?? null;
  });
}
