// The picture in the fixing dialog: the part that is kept, the padded result, or the reason why there is no picture.
import type { ReactNode } from 'react';
import { type PictureRequirements, planFix, type Size, sourceOf } from '../../../../../shared/fixing/index.ts';
import { BusyIcon } from '../../../components/busy-icon.tsx';
import { problemText } from '../file-problems.ts';
import { CropFrame } from './crop-frame.tsx';
import type { Result, ShapePicture } from './use-shape-preview.ts';

/** The space for the picture in the dialog, in CSS pixels. */
export const stage = { width: 620, height: 340 } as const;

const fitted = ({ width, height }: Size): Size => {
  const scale = Math.min(stage.width / width, stage.height / height);
  return { width: width * scale, height: height * scale };
};

interface StageProps {
  /** Why the picture cannot be fixed; null if it can. */
  readonly problem: Parameters<typeof problemText>[0] | null;
  /** null until the picture is open. */
  readonly shape: ShapePicture | null;
  /** null until the requirements are known. */
  readonly needs: PictureRequirements | null;
  readonly mode: 'crop' | 'pad';
  readonly at: { readonly x: number; readonly y: number };
  readonly result: Result | null;
  readonly name: string;
  onMove(at: { readonly x: number; readonly y: number }): void;
}

/**
 * Shows the crop frame over the preview, or the padded result; a spinner until the picture is open or the result is ready.
 */
export function ShapeStage({ problem, shape, needs, mode, at, result, name, onMove }: StageProps) {
  return (
    <div className="grid place-items-center overflow-hidden rounded-panel bg-bg" style={stage}>
      {problem !== null ? (
        <p role="alert" className="max-w-96 px-6 text-center text-dim">
          {problemText(problem).title}
        </p>
      ) : shape === null || needs === null ? (
        <BusyIcon className="size-5 text-faint" />
      ) : mode === 'crop' ? (
        <Cropping {...{ shape, needs, at, name }} onMove={onMove} />
      ) : (
        <Padded result={result} name={name} />
      )}
    </div>
  );
}

interface CroppingProps {
  readonly shape: ShapePicture;
  readonly needs: PictureRequirements;
  readonly at: { readonly x: number; readonly y: number };
  readonly name: string;
  onMove(at: { readonly x: number; readonly y: number }): void;
}

function Cropping({ shape: { picture, preview, from }, needs, at, name, onMove }: CroppingProps) {
  const plan = planFix({ ...sourceOf(from), width: picture.width, height: picture.height }, needs, { kind: 'crop', at });
  const shown = fitted(picture);
  return (
    <div className="relative overflow-hidden" style={shown}>
      <img src={preview} alt={name} draggable={false} className="size-full" />
      {plan !== null && <CropFrame picture={picture} shown={shown} part={plan.part} at={at} onMove={onMove} />}
    </div>
  );
}

function Padded({ result, name }: { readonly result: Result | null; readonly name: string }): ReactNode {
  if (result === null || result.choice.kind !== 'pad') return <BusyIcon className="size-5 text-faint" />;
  return <img src={result.address} alt={name} draggable={false} style={fitted(result.picture)} />;
}
