// Asks how a picture is made to fit: which part of it is kept, or what lies beside it. Shows the real picture and what really comes out.
import { type ReactNode, useMemo, useState } from 'react';
import { type Choice, type PictureRequirements, planFix, type Size, sourceOf } from '../../../../../shared/fixing/index.ts';
import type { Reference } from '../../../../../shared/generation.ts';
import { BusyIcon } from '../../../components/busy-icon.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Segmented } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { problemWords } from '../composer-store.ts';
import { fixAll, keepMade } from './apply-fix.ts';
import { CropFrame } from './crop-frame.tsx';
import { stopAsking, whileBusy } from './fixing-store.ts';
import { focusSlot } from './focus-slot.ts';
import { type Result, type ShapePicture, useNeeds, useOpenPicture, useResult } from './use-shape-preview.ts';

/** The picture's place in the dialog, in CSS pixels. */
const stage = { width: 620, height: 340 } as const;

type Behind = keyof typeof messages.fixing.behinds;

function choiceOf(way: 'crop' | 'pad', at: { readonly x: number; readonly y: number }, behind: Behind, colour: string): Choice {
  if (way === 'crop') return { way, at };
  switch (behind) {
    case 'blur':
      return { way, background: { kind: 'blur' } };
    case 'black':
      return { way, background: { kind: 'colour', colour: '#000000' } };
    case 'white':
      return { way, background: { kind: 'colour', colour: '#ffffff' } };
    case 'colour':
      return { way, background: { kind: 'colour', colour } };
  }
}

const fitted = ({ width, height }: Size): Size => {
  const scale = Math.min(stage.width / width, stage.height / height);
  return { width: width * scale, height: height * scale };
};

interface Props {
  readonly reference: Reference;
  /** Every picture with the same trouble, this one among them. */
  readonly alikeIds: readonly number[];
}

export function ShapeDialog({ reference, alikeIds }: Props) {
  const [way, setWay] = useState<'crop' | 'pad'>('crop');
  const [at, setAt] = useState({ x: 0.5, y: 0.5 });
  const [behind, setBehind] = useState<Behind>('blur');
  const [colour, setColour] = useState('#7f7f7f');
  const [applying, setApplying] = useState(false);
  const standing = useOpenPicture(reference);
  const needs = useNeeds(reference);
  const choice = useMemo(() => choiceOf(way, at, behind, colour), [way, at, behind, colour]);
  const shape = standing.kind === 'open' ? standing.shape : null;
  const result = useResult(shape, needs, choice);
  const problem = standing.kind === 'problem' ? standing.problem : result !== null && 'what' in result ? result : null;
  const there = result !== null && 'made' in result ? result : null;
  const isReady = there?.choice === choice && !applying;

  const apply = async (ids: readonly number[]): Promise<void> => {
    if (shape === null || there === null || needs === null) return;
    setApplying(true);
    const others = ids.filter((id) => id !== reference.id);
    const keep = () => keepMade(reference, shape.from, there.made, way, needs.shape?.asked ?? null);
    try {
      const madeId = await whileBusy([reference.id], keep);
      stopAsking();
      if (others.length > 0) await fixAll(others, 'shape', choice);
      if (madeId !== null) setTimeout(() => focusSlot(madeId), 200); // after the dialog has given the focus back
    } finally {
      setApplying(false);
    }
  };

  const name = reference.name || messages.composer.unnamed;
  const asked = needs?.shape?.asked;
  return (
    <Dialog
      open
      onClose={stopAsking}
      title={messages.fixing.title(name)}
      description={asked ? messages.fixing.toRatio(asked) : messages.fixing.toLimits}
      widthPixels={stage.width + 42}
      footer={
        <>
          <Button onClick={stopAsking}>{messages.fixing.cancel}</Button>
          {alikeIds.length > 1 && (
            <Button disabled={!isReady} onClick={() => void apply(alikeIds)}>
              {messages.fixing.applyAll(alikeIds.length)}
            </Button>
          )}
          <Button weight="primary" disabled={!isReady} onClick={() => void apply([reference.id])}>
            {applying && <BusyIcon className="size-3.5" />}
            {messages.fixing.apply}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <div className="grid place-items-center overflow-hidden rounded-panel bg-bg" style={stage}>
          {problem !== null ? (
            <p role="alert" className="max-w-96 px-6 text-center text-dim">
              {problemWords(problem).title}
            </p>
          ) : shape === null || needs === null ? (
            <BusyIcon className="size-5 text-faint" />
          ) : way === 'crop' ? (
            <Cropping {...{ shape, needs, at, name }} onMove={setAt} />
          ) : (
            <Padded result={there} name={name} />
          )}
        </div>
        <div className="flex min-h-[34px] flex-wrap items-center gap-2">
          <Segmented<'crop' | 'pad'>
            label={messages.fixing.way}
            value={way}
            onChange={setWay}
            options={(['crop', 'pad'] as const).map((value) => ({ value, text: messages.fixing.ways[value] }))}
            className="w-40"
          />
          {way === 'pad' && (
            <Segmented<Behind>
              label={messages.fixing.behind}
              value={behind}
              onChange={setBehind}
              options={(['blur', 'black', 'white', 'colour'] as const).map((value) => ({ value, text: messages.fixing.behinds[value] }))}
              className="w-72"
            />
          )}
          {way === 'pad' && behind === 'colour' && (
            <input
              type="color"
              aria-label={messages.fixing.colour}
              value={colour}
              onChange={({ target }) => setColour(target.value)}
              className="h-8 w-11 rounded-control border border-line-strong bg-raised p-0.5"
            />
          )}
          {way === 'crop' && <span className="text-dim text-sm">{messages.fixing.frameHint}</span>}
        </div>
        <Facts from={shape?.from ?? reference} result={there} isMeasuring={problem === null && there?.choice !== choice} />
      </div>
    </Dialog>
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
  const plan = planFix({ ...sourceOf(from), width: picture.width, height: picture.height }, needs, { way: 'crop', at });
  const shown = fitted(picture);
  return (
    <div className="relative overflow-hidden" style={shown}>
      <img src={preview} alt={name} draggable={false} className="size-full" />
      {plan !== null && <CropFrame picture={picture} shown={shown} part={plan.part} at={at} onMove={onMove} />}
    </div>
  );
}

function Padded({ result, name }: { readonly result: Result | null; readonly name: string }): ReactNode {
  if (result === null || result.choice.way !== 'pad') return <BusyIcon className="size-5 text-faint" />;
  return <img src={result.address} alt={name} draggable={false} style={fitted(result.made)} />;
}

interface FactsProps {
  readonly from: Reference;
  readonly result: Result | null;
  readonly isMeasuring: boolean;
}

/** The picture before and after, in pixels and bytes. */
function Facts({ from, result, isMeasuring }: FactsProps) {
  const line = (type: string, size: Size, bytes: number): string =>
    [type.toUpperCase(), messages.library.inspector.pixels(size.width, size.height), messages.format.bytes(bytes)].join(' · ');
  const before = { width: from.width ?? 0, height: from.height ?? 0 };
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
      <dt className="text-dim">{messages.fixing.before}</dt>
      <dd>{line(from.mimeType.split('/')[1] ?? '', before, from.bytes)}</dd>
      <dt className="text-dim">{messages.fixing.after}</dt>
      <dd aria-live="polite" className={isMeasuring ? 'text-dim' : ''} data-measuring={isMeasuring}>
        {isMeasuring || result === null ? messages.fixing.measuring : line(result.made.format, result.made, result.made.file.size)}
      </dd>
    </dl>
  );
}
