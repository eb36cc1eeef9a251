// Why a <video> shows no picture, as a pure function of what it tells.

/** What the element tells. */
export interface ElementState {
  /** It has an error. */
  readonly failed: boolean;
  /** It has data for its own time: from then on a picture that it can decode has a width. */
  readonly loaded: boolean;
  readonly pictureWidth: number;
}

/** What is known of the codec; `hasDecoder` is null where nothing is. */
export interface CodecState {
  readonly codec: string | null;
  readonly hasDecoder: boolean | null;
}

export type PlaybackFailure =
  | { readonly kind: 'none' }
  /** This computer cannot decode the picture. `playsSound`: the sound is heard all the same. */
  | { readonly kind: 'no-decoder'; readonly codec: string | null; readonly playsSound: boolean }
  /** For another reason: a container that is not played, or damage. */
  | { readonly kind: 'unplayable' };

/**
 * Chromium drops a picture track that it cannot decode and plays the sound without a word: the element then has data and no width. Without sound there
 * is nothing left to play, which is an error like damage.
 */
export function playbackFailure({ failed, loaded, pictureWidth }: ElementState, { codec, hasDecoder }: CodecState): PlaybackFailure {
  if (failed) return hasDecoder === false ? { kind: 'no-decoder', codec, playsSound: false } : { kind: 'unplayable' };
  return loaded && pictureWidth === 0 ? { kind: 'no-decoder', codec, playsSound: true } : { kind: 'none' };
}
