// Cropping, padding and converting pictures before they are sent.
import type { Derivation, Fix } from '../../fixing/index.ts';

/** The fix buttons beside an issue, the dialog for cropping and padding, and the names of fixed pictures. */
export const fixing = {
  /** The button beside the sentence of the issue. */
  button: {
    shape: 'Crop or pad…',
    smaller: 'Make smaller',
    larger: 'Make larger',
    fill: 'Fill transparency',
    convert: 'Convert',
  } satisfies Record<Fix, string>,
  all: (count: number): string => `All ${count}`,
  working: 'Working…',
  title: (name: string): string => `Crop or pad “${name}”`,
  toRatio: (ratio: string): string => `The video is ${ratio}. Your own file is not changed.`,
  toLimits: 'The model does not take images this long and narrow. Your own file is not changed.',
  fitMethod: 'Fit by',
  fitMethods: { crop: 'Crop', pad: 'Pad' },
  background: 'Background',
  backgrounds: { blur: 'Blurred', black: 'Black', white: 'White', colour: 'Colour' },
  colour: 'Background colour',
  frame: 'Position of the crop',
  frameHint: 'Drag the frame, or move it with the arrow keys.',
  /** For screen readers: how far the frame is from the left or the top. */
  framePosition: (percent: number): string => `${percent} %`,
  before: 'Before',
  after: 'After',
  measuring: 'Measuring…',
  cancel: 'Cancel',
  apply: 'Apply',
  applyAll: (count: number): string => `Apply to all ${count}`,
  original: (name: string): string => `Use the original of ${name}`,
  /** On the tile of an image that was made from another. */
  derivations: { crop: 'cropped', pad: 'padded', resize: 'resized', fill: 'filled', convert: 'converted' } satisfies Record<
    Derivation,
    string
  >,
  /** In the name of the new image: "fox – 16:9 crop". */
  derivationNames: { crop: 'crop', pad: 'padded', resize: 'resized', fill: 'filled', convert: 'converted' } satisfies Record<
    Derivation,
    string
  >,
  /** On the tile of an animated picture. */
  firstFrame: 'animated: first frame is used',
  unfixable: {
    undecodable: (name: string): string => `“${name}” cannot be decoded. Open it in an image editor, save it as PNG, and add that file.`,
    'too-large': (name: string): string => `“${name}” cannot be made small enough. Choose another image.`,
  },
};
