// Determines why a `<video>` element shows no picture, from the state of the element. Pure.

/** The state of the `<video>` element that `playbackFailure` needs. */
export interface ElementState {
  /** True when the element has reported an error. */
  readonly hasFailed: boolean;
  /** True when the element has data for the current time. */
  readonly hasData: boolean;
  /** In pixels. Once the element has data, 0 means that it cannot decode the picture. */
  readonly pictureWidth: number;
}

/** The codec of the video. `hasDecoder` is null when it is unknown whether this computer has a decoder. */
interface CodecState {
  readonly codec: string | null;
  readonly hasDecoder: boolean | null;
}

/** The reason why the player shows a message instead of the picture; `none` when it shows the picture. */
export type PlaybackFailure =
  | { readonly kind: 'none' }
  /** This computer cannot decode the picture. `playsSound` is true when the sound plays nevertheless. */
  | { readonly kind: 'no-decoder'; readonly codec: string | null; readonly playsSound: boolean }
  /** Another reason: an unsupported container, or a damaged file. */
  | { readonly kind: 'unplayable' };

/**
 * Returns why the element shows no picture. Chromium drops a video track that it cannot decode, and plays the sound without reporting an
 * error. The element then has data but no width. If there is no sound either, Chromium reports an error, as for a damaged file.
 */
export function playbackFailure({ hasFailed, hasData, pictureWidth }: ElementState, { codec, hasDecoder }: CodecState): PlaybackFailure {
  if (hasFailed) return hasDecoder === false ? { kind: 'no-decoder', codec, playsSound: false } : { kind: 'unplayable' };
  return hasData && pictureWidth === 0 ? { kind: 'no-decoder', codec, playsSound: true } : { kind: 'none' };
}
