// The data of the fixing dialog: the open picture, its requirements, and the result of the current choice. The result is made again shortly
// after each change.
import { useEffect, useMemo, useState } from 'react';
import { type FitChoice, type PictureRequirements, requirementsOf } from '../../../../../shared/fixing/index.ts';
import type { Reference } from '../../../../../shared/generation.ts';
import type { EncodedPicture } from '../../../picture-worker/picture-messages.ts';
import type { OpenPicture } from '../../../picture-worker/picture-worker-client.ts';
import { useComposer } from '../composer-store.ts';
import type { FileProblem } from '../file-problems.ts';
import { openReference, originalOf, problemFrom } from './apply-fix.ts';

/** Delay in milliseconds, so that the result is made when the user stops dragging the frame, not at every pixel. */
const debounceMs = 150;

/** An open picture. `useOpenPicture` closes it and revokes the preview when the dialog closes. */
export interface ShapePicture {
  /** The reference to change: the picture in the slot, or its original. */
  readonly from: Reference;
  readonly picture: OpenPicture;
  /** Object URL of the smaller copy for the screen. */
  readonly preview: string;
}

/** `problem`: the picture cannot be read or decoded; the dialog shows why. */
type PreviewState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly shape: ShapePicture }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

/** Opens the picture, or the original it was made from, for as long as the dialog is mounted. */
export function useOpenPicture(reference: Reference): PreviewState {
  const [state, setState] = useState<PreviewState>({ kind: 'opening' });
  useEffect(() => {
    let isCancelled = false;
    let release = (): void => undefined;
    const open = async (): Promise<void> => {
      const from = await originalOf(reference);
      const result = await openReference(from);
      if (result.kind === 'problem') {
        if (!isCancelled) setState(result);
        return;
      }
      const preview = URL.createObjectURL(result.picture.preview);
      release = () => {
        URL.revokeObjectURL(preview);
        result.picture.close();
      };
      if (isCancelled) release();
      else setState({ kind: 'open', shape: { from, picture: result.picture, preview } });
    };
    void open();
    return () => {
      isCancelled = true;
      release();
    };
  }, [reference]);
  return state;
}

/** Returns the model's requirements for this picture; null when the request no longer names it. */
export function useRequirements(reference: Reference): PictureRequirements | null {
  const request = useComposer((s) => s.request);
  return useMemo(() => {
    const role = request.references.find(({ referenceId }) => referenceId === reference.id)?.role;
    return role === undefined ? null : requirementsOf(request, role);
  }, [request, reference]);
}

/** The picture made for a choice. `address` is its object URL. The URL is revoked as soon as the next result replaces this one. */
export interface ShapeResult {
  readonly choice: FitChoice;
  readonly picture: EncodedPicture;
  readonly address: string;
}

/**
 * Makes the result of the choice. Returns null until the first result is ready. After a change of the choice, returns the previous result,
 * which has another `choice`, until the new result is ready.
 */
export function useShapeResult(
  shape: ShapePicture | null,
  needs: PictureRequirements | null,
  choice: FitChoice,
): ShapeResult | FileProblem | null {
  const [result, setResult] = useState<ShapeResult | FileProblem | null>(null);
  useEffect(() => {
    if (shape === null || needs === null) return;
    let isCancelled = false;
    const makeResult = async (): Promise<void> => {
      try {
        const picture = await shape.picture.make(needs, choice);
        if (!isCancelled) setResult({ choice, picture, address: URL.createObjectURL(picture.file) });
      } catch (error) {
        if (!isCancelled) setResult(problemFrom(error, shape.from));
      }
    };
    const timer = setTimeout(() => void makeResult(), debounceMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [shape, needs, choice]);
  useEffect(() => {
    if (result === null || !('address' in result)) return;
    return () => URL.revokeObjectURL(result.address);
  }, [result]);
  return result;
}
