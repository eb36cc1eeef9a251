// The preview in the fixing dialog: the part that is kept, the padded result, or the reason why the picture cannot be fixed.
import type { ReactNode } from 'react';
import { type PictureRequirements, planFix, type Size, sourceOf } from '../../../../../shared/fixing/index.ts';
import { BusyIcon } from '../../../components/busy-icon.tsx';
import { problemText } from '../file-problems.ts';
import { CropFrame } from './crop-frame.tsx';
import type { ShapePicture, ShapeResult } from './use-shape-preview.ts';

/** The space for the picture in the dialog, in CSS pixels. */
export const stageSize = { width: 620, height: 340 } as const;

const fitToStage = ({ width, height }: Size): Size => {
  const scale = Math.min(stageSize.width / width, stageSize.height / height);
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
  readonly position: { readonly x: number; readonly y: number };
  readonly result: ShapeResult | null;
  readonly name: string;
  onMove(position: { readonly x: number; readonly y: number }): void;
}

/**
 * Shows the crop frame over the preview, or the padded result; a spinner until the picture is open or the result is ready.
 */
export function ShapeStage({ problem, shape, needs, mode, position, result, name, onMove }: StageProps) {
  return (
    <div className="grid place-items-center overflow-hidden rounded-panel bg-bg" style={stageSize}>
      {problem !== null ? (
        <p role="alert" className="max-w-96 px-6 text-center text-dim">
          {problemText(problem).title}
        </p>
      ) : shape === null || needs === null ? (
        <BusyIcon className="size-5 text-faint" />
      ) : mode === 'crop' ? (
        <CropPreview {...{ shape, needs, position, name }} onMove={onMove} />
      ) : (
        <PaddedPreview result={result} name={name} />
      )}
    </div>
  );
}

interface CropPreviewProps {
  readonly shape: ShapePicture;
  readonly needs: PictureRequirements;
  readonly position: { readonly x: number; readonly y: number };
  readonly name: string;
  onMove(position: { readonly x: number; readonly y: number }): void;
}

function CropPreview({ shape: { picture, preview, from }, needs, position, name, onMove }: CropPreviewProps) {
  const plan = planFix({ ...sourceOf(from), width: picture.width, height: picture.height }, needs, { kind: 'crop', at: position });
  const shown = fitToStage(picture);
  return (
    <div className="relative overflow-hidden" style={shown}>
      <img src={preview} alt={name} draggable={false} className="size-full" />
      {plan !== null && <CropFrame picture={picture} shown={shown} part={plan.sourceRect} position={position} onMove={onMove} />}
    </div>
  );
}

function PaddedPreview({ result, name }: { readonly result: ShapeResult | null; readonly name: string }): ReactNode {
  if (result === null || result.choice.kind !== 'pad') return <BusyIcon className="size-5 text-faint" />;
  return <img src={result.address} alt={name} draggable={false} style={fitToStage(result.picture)} />;
}
