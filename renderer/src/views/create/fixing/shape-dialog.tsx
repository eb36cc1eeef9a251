// The dialog that asks how to make a picture fit: the part to keep, or the background to add. It shows the picture and the actual result.
import { useState } from 'react';
import type { Size } from '../../../../../shared/fixing/index.ts';
import type { Reference } from '../../../../../shared/generation.ts';
import { BusyIcon } from '../../../components/busy-icon.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { NamedText } from '../../../components/named-text.tsx';
import { afterPopupsClose } from '../../../input/after-popups-close.ts';
import { messages } from '../../../messages.ts';
import { addDerivedPicture, fixAll } from './apply-fix.ts';
import { closeShapeDialog, whileBusy } from './fixing-store.ts';
import { focusSlot } from './focus-slot.ts';
import { ShapeOptions } from './shape-options.tsx';
import { ShapeStage, stageSize } from './shape-stage.tsx';
import { useShapeChoice } from './use-shape-choice.ts';
import { type ShapeResult, useOpenPicture, useRequirements, useShapeResult } from './use-shape-preview.ts';

interface Props {
  readonly reference: Reference;
  /** Every picture with the same problem, including this one. */
  readonly sameProblemIds: readonly number[];
}

/**
 * The dialog for cropping or padding. Its buttons work as soon as the result of the current choice is ready; one applies the choice to all
 * pictures with the same problem.
 */
export function ShapeDialog({ reference, sameProblemIds }: Props) {
  const shapeChoice = useShapeChoice();
  const { mode, choice } = shapeChoice;
  const [isApplying, setIsApplying] = useState(false);
  const picture = useOpenPicture(reference);
  const needs = useRequirements(reference);
  const shape = picture.kind === 'open' ? picture.shape : null;
  const result = useShapeResult(shape, needs, choice);
  const problem = picture.kind === 'problem' ? picture.problem : result !== null && 'cause' in result ? result : null;
  const preview = result !== null && 'picture' in result ? result : null;
  const isReady = preview?.choice === choice && !isApplying;

  const apply = async (ids: readonly number[]): Promise<void> => {
    if (shape === null || preview === null || needs === null) return;
    setIsApplying(true);
    const others = ids.filter((id) => id !== reference.id);
    const add = () => addDerivedPicture(reference, shape.from, preview.picture, mode, needs.shape?.requestedRatio ?? null);
    try {
      const derivedId = await whileBusy([reference.id], add);
      closeShapeDialog();
      if (others.length > 0) await fixAll(others, 'shape', choice);
      if (derivedId !== null) afterPopupsClose(() => focusSlot(derivedId));
    } finally {
      setIsApplying(false);
    }
  };

  const name = reference.name || messages.composer.unnamed;
  const ratio = needs?.shape?.requestedRatio;
  return (
    <Dialog
      open
      onClose={closeShapeDialog}
      title={<NamedText text={messages.fixing.title(name)} name={name} />}
      description={ratio ? messages.fixing.toRatio(ratio) : messages.fixing.toLimits}
      widthPixels={stageSize.width + 42}
      footer={
        <>
          <Button onClick={closeShapeDialog}>{messages.fixing.cancel}</Button>
          {sameProblemIds.length > 1 && (
            <Button disabled={!isReady} onClick={() => void apply(sameProblemIds)}>
              {messages.fixing.applyAll(sameProblemIds.length)}
            </Button>
          )}
          <Button variant="primary" disabled={!isReady} onClick={() => void apply([reference.id])}>
            {isApplying && <BusyIcon className="size-3.5" />}
            {messages.fixing.apply}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ShapeStage
          {...{ problem, shape, needs, mode, position: shapeChoice.position, name }}
          result={preview}
          onMove={shapeChoice.setPosition}
        />
        <ShapeOptions {...shapeChoice} />
        <PictureComparison from={shape?.from ?? reference} result={preview} isMeasuring={problem === null && preview?.choice !== choice} />
      </div>
    </Dialog>
  );
}

interface ComparisonProps {
  readonly from: Reference;
  readonly result: ShapeResult | null;
  readonly isMeasuring: boolean;
}

/** The picture before and after, in pixels and bytes. */
function PictureComparison({ from, result, isMeasuring }: ComparisonProps) {
  const line = (type: string, size: Size, bytes: number): string =>
    [type.toUpperCase(), messages.library.inspector.pixels(size.width, size.height), messages.format.bytes(bytes)].join(' · ');
  const before = { width: from.width ?? 0, height: from.height ?? 0 };
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
      <dt className="text-dim">{messages.fixing.before}</dt>
      <dd>{line(from.mimeType.split('/')[1] ?? '', before, from.bytes)}</dd>
      <dt className="text-dim">{messages.fixing.after}</dt>
      <dd aria-live="polite" className={isMeasuring ? 'text-dim' : ''} data-measuring={isMeasuring}>
        {isMeasuring || result === null ? messages.fixing.measuring : line(result.picture.format, result.picture, result.picture.file.size)}
      </dd>
    </dl>
  );
}
