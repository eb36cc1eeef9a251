// Decides why a `<video>` shows no picture, from its state. Pure.

/** The properties of the `<video>` element that decide. */
export interface ElementState {
  /** It has reported an error. */
  readonly hasFailed: boolean;
  /** It has data for the current time: from then on, a picture that it can decode has a width. */
  readonly hasData: boolean;
  readonly pictureWidth: number;
}

/** The codec of the video. `hasDecoder` is null if it is unknown whether this computer has a decoder. */
interface CodecState {
  readonly codec: string | null;
  readonly hasDecoder: boolean | null;
}

/** The reason why the player shows a message instead of the picture. */
export type PlaybackFailure =
  | { readonly kind: 'none' }
  /** This computer cannot decode the picture. `playsSound`: the sound plays anyway. */
  | { readonly kind: 'no-decoder'; readonly codec: string | null; readonly playsSound: boolean }
  /** Another reason: an unsupported container, or damage. */
  | { readonly kind: 'unplayable' };

/**
 * Chromium drops a video track that it cannot decode and silently plays the sound: the element then has data but no width. Without sound
 * there is nothing to play, which is an error like damage.
 */
export function playbackFailure({ hasFailed, hasData, pictureWidth }: ElementState, { codec, hasDecoder }: CodecState): PlaybackFailure {
  if (hasFailed) return hasDecoder === false ? { kind: 'no-decoder', codec, playsSound: false } : { kind: 'unplayable' };
  return hasData && pictureWidth === 0 ? { kind: 'no-decoder', codec, playsSound: true } : { kind: 'none' };
}
