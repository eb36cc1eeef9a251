// How the user wants a picture to fit, as the dialog holds it until it is done.
import { useMemo, useState } from 'react';
import type { Choice } from '../../../../../shared/fixing/index.ts';
import type { messages } from '../../../messages.ts';

/** What lies beside a picture that is padded. */
export type BackgroundChoice = keyof typeof messages.fixing.behinds;

function choiceOf(way: 'crop' | 'pad', at: { readonly x: number; readonly y: number }, behind: BackgroundChoice, colour: string): Choice {
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

/** What is chosen now, and how to choose. */
export interface ShapeChoice {
  readonly way: 'crop' | 'pad';
  setWay(way: 'crop' | 'pad'): void;
  /** Which part is kept, as shares of what could be cut away. */
  readonly at: { readonly x: number; readonly y: number };
  setAt(at: { readonly x: number; readonly y: number }): void;
  readonly behind: BackgroundChoice;
  setBehind(behind: BackgroundChoice): void;
  /** `#rrggbb`; of use while `behind` is a colour. */
  readonly colour: string;
  setColour(colour: string): void;
  /** All of it as one choice, the same object until something changes. */
  readonly choice: Choice;
}

export function useShapeChoice(): ShapeChoice {
  const [way, setWay] = useState<'crop' | 'pad'>('crop');
  const [at, setAt] = useState<ShapeChoice['at']>({ x: 0.5, y: 0.5 });
  const [behind, setBehind] = useState<BackgroundChoice>('blur');
  const [colour, setColour] = useState('#7f7f7f');
  const choice = useMemo(() => choiceOf(way, at, behind, colour), [way, at, behind, colour]);
  return { way, setWay, at, setAt, behind, setBehind, colour, setColour, choice };
}
