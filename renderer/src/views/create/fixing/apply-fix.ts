// Makes a picture fit the model, and puts the new picture into the request. The original stays stored.
import {
  choiceFor,
  type Derivation,
  derivationOf,
  type FitChoice,
  type Fix,
  fileHostRequirements,
  type PictureRequirements,
  requirementsOf,
} from '../../../../../shared/fixing/index.ts';
import type { Reference } from '../../../../../shared/generation.ts';
import { maxPixels } from '../../../../../shared/pictures/normalize.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import type { EncodedPicture } from '../../../picture-worker/picture-messages.ts';
import { type OpenPicture, openPicture, PictureFailure } from '../../../picture-worker/picture-worker-client.ts';
import { useComposer } from '../composer-store.ts';
import { type FileProblem, problemOf } from '../file-problems.ts';
import { afterStudioRepair, afterUserEdit, withReferences } from '../request-changes.ts';
import { whileBusy } from './fixing-store.ts';

/** An open picture, or the problem to show instead. */
type OpenResult = { readonly kind: 'open'; readonly picture: OpenPicture } | { readonly kind: 'problem'; readonly problem: FileProblem };

/** The problem for a picture that could not be changed. Rethrows errors that are not caused by the picture. */
export function problemFrom(error: unknown, { id, name }: Reference): FileProblem {
  if (!(error instanceof PictureFailure)) throw error;
  return problemOf({ kind: 'unfixable', name, reason: error.problem }, id);
}

/**
 * Loads a stored picture and decodes it in the picture worker. The caller must close it. Pictures with too many pixels are refused without
 * reading them.
 */
export async function openReference(reference: Reference): Promise<OpenResult> {
  const { id, name, mimeType, hasAlpha, width, height } = reference;
  // A file of a few bytes can claim a size that would take all memory.
  if ((width ?? 0) * (height ?? 0) > maxPixels)
    return { kind: 'problem', problem: problemOf({ kind: 'unfixable', name, reason: 'too-large' }, id) };
  const response = await fetch(`studio-media://reference/${id}`).catch(() => null);
  if (!response?.ok) return { kind: 'problem', problem: problemOf({ kind: 'reference-file-missing', name }, id) };
  try {
    return { kind: 'open', picture: await openPicture(await response.blob(), mimeType, hasAlpha) };
  } catch (error) {
    return { kind: 'problem', problem: problemFrom(error, reference) };
  }
}

/**
 * Returns the original of a derived picture, so that a second crop does not crop the first. A conversion loses nothing, so a converted
 * picture counts as an original.
 */
export async function originalOf(reference: Reference): Promise<Reference> {
  let original = reference;
  while (original.derivedFrom !== null && original.derivedFrom.how !== 'convert') {
    const result = await call('references.records', { ids: [original.derivedFrom.referenceId] });
    const [source] = result.ok ? result.value.references : [];
    if (source === undefined) return original;
    original = source;
  }
  return original;
}

/** The name of a derived picture: "fox.png" cropped to 16:9 is "fox – 16:9 crop.jpg". */
export function derivedName(name: string, derivation: Derivation, ratio: string | null, format: EncodedPicture['format']): string {
  const base = (name || messages.composer.unnamed).replace(/\.[a-z0-9]{1,5}$/i, '').slice(0, 180);
  const shape = ratio !== null && (derivation === 'crop' || derivation === 'pad') ? [ratio] : [];
  return `${[base, '–', ...shape, messages.fixing.derivationNames[derivation]].join(' ')}.${format === 'jpeg' ? 'jpg' : 'png'}`;
}

/**
 * Replaces `oldId` by `derived` in the request, unless the user has removed it meanwhile. A conversion counts as a change by the studio,
 * and every other change of a picture as a change by the user.
 */
function replaceReference(oldId: number, derived: Reference, derivation: Derivation | 'original'): void {
  useComposer.setState((s) => {
    const request = {
      ...s.request,
      references: s.request.references.map((use) => (use.referenceId === oldId ? { ...use, referenceId: derived.id } : use)),
    };
    return {
      references: withReferences(s.references, [derived]),
      ...(derivation === 'convert' ? afterStudioRepair(s, request) : afterUserEdit(s, request)),
      isDirty: true,
      sendError: null,
    };
  });
}

/**
 * Shows a problem at the picture in the slot, which may be derived from the one that was opened. If that picture was removed meanwhile,
 * shows nothing.
 */
const showProblem = ({ id }: Reference, problem: FileProblem): void =>
  useComposer.setState((s) => {
    const isReferenced = s.request.references.some(({ referenceId }) => referenceId === id);
    return isReferenced ? { problems: [...s.problems, { ...problem, referenceId: id }] } : {};
  });

/**
 * Stores a derived picture with its origin and puts it into the request. Resolves to its id. After a failure, shows the problem and
 * resolves to null.
 */
export async function addDerivedPicture(
  old: Reference,
  source: Reference,
  encoded: EncodedPicture,
  derivation: Derivation,
  ratio: string | null,
): Promise<number | null> {
  const bytes = new Uint8Array(await encoded.file.arrayBuffer());
  const result = await call('references.addDerived', {
    name: derivedName(source.name, derivation, ratio, encoded.format),
    bytes,
    fromId: source.id,
    how: derivation,
  });
  if (!result.ok) {
    showProblem(old, problemOf(result.error));
    return null;
  }
  replaceReference(old.id, result.value, derivation);
  return result.value.id;
}

async function deriveAndReplace(
  old: Reference,
  source: Reference,
  needs: PictureRequirements,
  choice: FitChoice,
  derivation: Derivation,
): Promise<number | null> {
  const result = await openReference(source);
  if (result.kind === 'problem') {
    showProblem(old, result.problem);
    return null;
  }
  const { picture } = result;
  try {
    return await addDerivedPicture(old, source, await picture.make(needs, choice), derivation, needs.shape?.requestedRatio ?? null);
  } catch (error) {
    showProblem(old, problemFrom(error, source));
    return null;
  } finally {
    picture.close();
  }
}

const currentRoleOf = (referenceId: number) =>
  useComposer.getState().request.references.find((use) => use.referenceId === referenceId)?.role;

/**
 * Fixes these references one after the other. `choice` is the user's choice, null when there was nothing to choose. Resolves to the ids of
 * the derived pictures.
 */
export async function fixAll(referenceIds: readonly number[], fix: Fix, choice: FitChoice | null): Promise<readonly number[]> {
  return await whileBusy(referenceIds, async () => {
    const newIds: number[] = [];
    for (const id of referenceIds) {
      const { request, references } = useComposer.getState();
      const [role, old] = [currentRoleOf(id), references.get(id)];
      const needs = role === undefined ? null : requirementsOf(request, role);
      if (role === undefined || old === undefined || needs === null) continue;
      const ownChoice = choice ?? choiceFor(request, role);
      const source = fix === 'shape' ? await originalOf(old) : old;
      const newId = await deriveAndReplace(old, source, needs, ownChoice, derivationOf(fix, ownChoice));
      if (newId !== null) newIds.push(newId);
    }
    return newIds;
  });
}

/** Converts a picture that the file host does not accept to PNG. */
export async function convertForHost(reference: Reference): Promise<void> {
  await whileBusy([reference.id], () => deriveAndReplace(reference, reference, fileHostRequirements, { kind: 'keep' }, 'convert'));
}

/** Replaces a derived picture in the request by its original. */
export async function restoreOriginal(derived: Reference): Promise<void> {
  if (derived.derivedFrom === null) return;
  const result = await call('references.records', { ids: [derived.derivedFrom.referenceId] });
  const [source] = result.ok ? result.value.references : [];
  if (source === undefined)
    showProblem(derived, problemOf(result.ok ? { kind: 'reference-file-missing', name: derived.name } : result.error));
  else replaceReference(derived.id, source, 'original');
}
