// What the window asks of the picture worker, and what it answers.

import type { Choice, Source } from '../../../shared/fixing/fix-plan.ts';
import type { PictureFormat, PictureRequirements, Size } from '../../../shared/fixing/picture-requirements.ts';

export type PictureJob =
  /** Decodes a picture and keeps it under the job's id. */
  | { readonly kind: 'open'; readonly id: number; readonly file: Blob; readonly mimeType: string }
  /** Changes an open picture as chosen, and writes it so that it has no more bytes than the model takes. */
  | {
      readonly kind: 'make';
      readonly id: number;
      readonly picture: number;
      readonly source: Source;
      readonly needs: PictureRequirements;
      readonly choice: Choice;
    }
  | { readonly kind: 'close'; readonly id: number; readonly picture: number };

/** `width` and `height` are those of the upright picture; `preview` is a smaller copy for the screen. */
export interface Opened extends Size {
  readonly preview: Blob;
}

export interface EncodedPicture extends Size {
  readonly file: Blob;
  readonly format: PictureFormat;
}

/** Why a picture could not be changed: it cannot be decoded, or nothing makes it small enough. */
export type PictureProblem = 'undecodable' | 'too-large';

export type PictureResponse =
  | { readonly id: number; readonly kind: 'opened'; readonly value: Opened }
  | { readonly id: number; readonly kind: 'made'; readonly value: EncodedPicture }
  | { readonly id: number; readonly kind: 'closed' }
  | { readonly id: number; readonly kind: 'problem'; readonly problem: PictureProblem; readonly detail: string };
