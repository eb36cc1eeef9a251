// Makes a fitting picture from one that does not fit, and puts it in the other's place. The other one stays among the references.
import {
  type Choice,
  choiceFor,
  type Derivation,
  derivationOf,
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
import { afterOwnRepair, edited, type FileProblem, problemOf, useComposer, withReferences } from '../composer-store.ts';
import { whileBusy } from './fixing-store.ts';

/** A picture that can be worked on, or what is to be said instead. */
export type Opening =
  | { readonly kind: 'open'; readonly picture: OpenPicture }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

/** What is said of a picture that could not be changed; what is no fault of the picture is thrown on. */
export function problemFrom(error: unknown, { id, name }: Reference): FileProblem {
  if (!(error instanceof PictureFailure)) throw error;
  return problemOf({ kind: 'unfixable', name, why: error.problem }, id);
}

export async function openReference(reference: Reference): Promise<Opening> {
  const { id, name, mimeType, hasAlpha, width, height } = reference;
  // A few bytes can say that they are a picture which takes all the memory there is.
  if ((width ?? 0) * (height ?? 0) > maxPixels)
    return { kind: 'problem', problem: problemOf({ kind: 'unfixable', name, why: 'too-large' }, id) };
  const response = await fetch(`studio-media://reference/${id}`).catch(() => null);
  if (!response?.ok) return { kind: 'problem', problem: problemOf({ kind: 'reference-file-missing', name }, id) };
  try {
    return { kind: 'open', picture: await openPicture(await response.blob(), mimeType, hasAlpha) };
  } catch (error) {
    return { kind: 'problem', problem: problemFrom(error, reference) };
  }
}

/** What a picture was made from in the first place, so that a second crop is not a crop of the first. A conversion is no loss. */
export async function originalOf(reference: Reference): Promise<Reference> {
  let found = reference;
  while (found.derivedFrom !== null && found.derivedFrom.how !== 'convert') {
    const answer = await call('references.records', { ids: [found.derivedFrom.referenceId] });
    const [from] = answer.ok ? answer.value.references : [];
    if (from === undefined) return found;
    found = from;
  }
  return found;
}

/** "fox.png" cropped to 16:9 is "fox – 16:9 crop.jpg". */
export function madeName(name: string, how: Derivation, ratio: string | null, format: EncodedPicture['format']): string {
  const base = (name || messages.composer.unnamed).replace(/\.[a-z0-9]{1,5}$/i, '').slice(0, 180);
  const shape = ratio !== null && (how === 'crop' || how === 'pad') ? [ratio] : [];
  return `${[base, '–', ...shape, messages.fixing.madeNames[how]].join(' ')}.${format === 'jpeg' ? 'jpg' : 'png'}`;
}

/**
 * Puts `made` wherever the request names `oldId`, unless the person has taken that away in the meantime. A conversion is the studio's own change,
 * every other one the person asked for.
 */
function replace(oldId: number, made: Reference, how: Derivation | 'original'): void {
  useComposer.setState((s) => {
    const request = {
      ...s.request,
      references: s.request.references.map((use) => (use.referenceId === oldId ? { ...use, referenceId: made.id } : use)),
    };
    return {
      references: withReferences(s.references, [made]),
      ...(how === 'convert' ? afterOwnRepair(s, request) : edited(s, request)),
      isDirty: true,
      sendError: null,
    };
  });
}

/**
 * Says it of the picture that is shown in the slot, which may be one that was made from the one that was opened. Nothing is said of a picture that
 * was taken away meanwhile.
 */
const sayOf = ({ id }: Reference, problem: FileProblem): void =>
  useComposer.setState((s) => {
    const isNamed = s.request.references.some(({ referenceId }) => referenceId === id);
    return isNamed ? { problems: [...s.problems, { ...problem, about: id }] } : {};
  });

/** Keeps a made picture with where it comes from; its id, or null where that failed and has been said. */
export async function keepMade(
  old: Reference,
  from: Reference,
  made: EncodedPicture,
  how: Derivation,
  ratio: string | null,
): Promise<number | null> {
  const bytes = new Uint8Array(await made.file.arrayBuffer());
  const answer = await call('references.addDerived', { name: madeName(from.name, how, ratio, made.format), bytes, fromId: from.id, how });
  if (!answer.ok) {
    sayOf(old, problemOf(answer.error));
    return null;
  }
  replace(old.id, answer.value, how);
  return answer.value.id;
}

async function remake(
  old: Reference,
  from: Reference,
  needs: PictureRequirements,
  choice: Choice,
  how: Derivation,
): Promise<number | null> {
  const opening = await openReference(from);
  if (opening.kind === 'problem') {
    sayOf(old, opening.problem);
    return null;
  }
  const { picture } = opening;
  try {
    return await keepMade(old, from, await picture.make(needs, choice), how, needs.shape?.asked ?? null);
  } catch (error) {
    sayOf(old, problemFrom(error, from));
    return null;
  } finally {
    picture.close();
  }
}

const roleNow = (referenceId: number) => useComposer.getState().request.references.find((use) => use.referenceId === referenceId)?.role;

/** Brings these references into shape one after the other. `choice` is the person's where there was something to choose. Answers the new ids. */
export async function fixAll(referenceIds: readonly number[], fix: Fix, choice: Choice | null): Promise<readonly number[]> {
  return await whileBusy(referenceIds, async () => {
    const made: number[] = [];
    for (const id of referenceIds) {
      const { request, references } = useComposer.getState();
      const [role, old] = [roleNow(id), references.get(id)];
      const needs = role === undefined ? null : requirementsOf(request, role);
      if (role === undefined || old === undefined || needs === null) continue;
      const way = choice ?? choiceFor(request, role);
      const from = fix === 'shape' ? await originalOf(old) : old;
      const newId = await remake(old, from, needs, way, derivationOf(fix, way));
      if (newId !== null) made.push(newId);
    }
    return made;
  });
}

/** Makes a PNG of a picture that the file host does not take. */
export async function convertForHost(reference: Reference): Promise<void> {
  await whileBusy([reference.id], () => remake(reference, reference, fileHostRequirements, { way: 'keep' }, 'convert'));
}

/** Puts the picture back that this one was made from. */
export async function takeOriginal(made: Reference): Promise<void> {
  if (made.derivedFrom === null) return;
  const answer = await call('references.records', { ids: [made.derivedFrom.referenceId] });
  const [from] = answer.ok ? answer.value.references : [];
  if (from === undefined) sayOf(made, problemOf(answer.ok ? { kind: 'reference-file-missing', name: made.name } : answer.error));
  else replace(made.id, from, 'original');
}
