// The messages between the window and the picture worker.

import type { FitChoice, SourcePicture } from '../../../shared/fixing/fix-plan.ts';
import type { PictureFormat, PictureRequirements, Size } from '../../../shared/fixing/picture-requirements.ts';

/** A request to the worker. `id` is unique and returns in the response; `picture` is the id of the job that opened the picture. */
export type PictureJob =
  /** Decodes a picture and keeps it open under the id of this job. */
  | { readonly kind: 'open'; readonly id: number; readonly file: Blob; readonly mimeType: string }
  /** Applies the user's choice to an open picture, and encodes the result with no more bytes than the model accepts. */
  | {
      readonly kind: 'make';
      readonly id: number;
      readonly picture: number;
      readonly source: SourcePicture;
      readonly needs: PictureRequirements;
      readonly choice: FitChoice;
    }
  /** Frees the memory of an open picture. */
  | { readonly kind: 'close'; readonly id: number; readonly picture: number };

/** An open picture. `width` and `height` are those of the upright picture; `preview` is a smaller copy (WebP) for the screen. */
export interface OpenedPicture extends Size {
  readonly preview: Blob;
}

/** A finished file, with its size in pixels. It meets the limits of the model for which it was made. */
export interface EncodedPicture extends Size {
  readonly file: Blob;
  readonly format: PictureFormat;
}

/** Why a picture could not be changed: it cannot be decoded, or nothing makes it small enough. */
export type PictureProblem = 'undecodable' | 'too-large';

/** The worker's response to the job with the same `id`. `detail` is technical and not shown to the user. */
export type PictureResponse =
  | { readonly id: number; readonly kind: 'opened'; readonly value: OpenedPicture }
  | { readonly id: number; readonly kind: 'made'; readonly value: EncodedPicture }
  | { readonly id: number; readonly kind: 'closed' }
  | { readonly id: number; readonly kind: 'problem'; readonly problem: PictureProblem; readonly detail: string };
