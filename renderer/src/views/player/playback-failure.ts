// Why a `<video>` shows no picture, decided from its state. Pure.

/** What the `<video>` element reports about itself, as far as it matters here. */
export interface ElementState {
  /** It has reported an error. */
  readonly failed: boolean;
  /** It has data for the current time: from then on, a picture that it can decode has a width. */
  readonly loaded: boolean;
  readonly pictureWidth: number;
}

/** What is known about the codec; `hasDecoder` is null if nothing is. */
interface CodecState {
  readonly codec: string | null;
  readonly hasDecoder: boolean | null;
}

/** What the player shows instead of the picture. */
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
export function playbackFailure({ failed, loaded, pictureWidth }: ElementState, { codec, hasDecoder }: CodecState): PlaybackFailure {
  if (failed) return hasDecoder === false ? { kind: 'no-decoder', codec, playsSound: false } : { kind: 'unplayable' };
  return loaded && pictureWidth === 0 ? { kind: 'no-decoder', codec, playsSound: true } : { kind: 'none' };
}
