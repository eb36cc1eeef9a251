// The user's choice in the fixing dialog, until it is applied.
import { useMemo, useState } from 'react';
import type { FitChoice } from '../../../../../shared/fixing/index.ts';
import type { messages } from '../../../messages.ts';

/** The backgrounds that the dialog offers for the space beside a padded picture. */
export type BackgroundChoice = keyof typeof messages.fixing.backgrounds;

function choiceOf(
  mode: 'crop' | 'pad',
  position: { readonly x: number; readonly y: number },
  background: BackgroundChoice,
  colour: string,
): FitChoice {
  if (mode === 'crop') return { kind: mode, at: position };
  switch (background) {
    case 'blur':
      return { kind: mode, background: { kind: 'blur' } };
    case 'black':
      return { kind: mode, background: { kind: 'colour', colour: '#000000' } };
    case 'white':
      return { kind: mode, background: { kind: 'colour', colour: '#ffffff' } };
    case 'colour':
      return { kind: mode, background: { kind: 'colour', colour } };
  }
}

/** The current choice, and functions that change it. */
export interface ShapeChoice {
  readonly mode: 'crop' | 'pad';
  setMode(mode: 'crop' | 'pad'): void;
  /** Position of the kept part, as shares of what can be cut away (0 to 1). */
  readonly position: { readonly x: number; readonly y: number };
  /** Moves the crop; see `CropPosition`. */
  setPosition(position: { readonly x: number; readonly y: number }): void;
  /** What fills the area around a padded picture. */
  readonly background: BackgroundChoice;
  setBackground(background: BackgroundChoice): void;
  /** `#rrggbb`; used while `background` is a colour. */
  readonly colour: string;
  setColour(colour: string): void;
  /** The choice as a whole; the same object until something changes. */
  readonly choice: FitChoice;
}

/** Holds the choice while the dialog is open. The choice starts as a crop in the middle; the background starts as blur. */
export function useShapeChoice(): ShapeChoice {
  const [mode, setMode] = useState<'crop' | 'pad'>('crop');
  const [position, setPosition] = useState<ShapeChoice['position']>({ x: 0.5, y: 0.5 });
  const [background, setBackground] = useState<BackgroundChoice>('blur');
  const [colour, setColour] = useState('#7f7f7f');
  const choice = useMemo(() => choiceOf(mode, position, background, colour), [mode, position, background, colour]);
  return { mode, setMode, position, setPosition, background, setBackground, colour, setColour, choice };
}
