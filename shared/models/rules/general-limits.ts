// EvoLink's general limits (source: its parameter reference). They hold for every model whose documentation has no limits of its own.

/** Counted in code points. */
export const promptMaxCharacters = 5_000;
/** The most images of a request. */
export const maxImages = 9;
/** The largest image that generation takes. */
export const imageMaxMegabytes = 30;
/** The largest file of any kind that the file host takes. */
export const fileMaxMegabytes = 100;
/** The image formats that generation takes. */
export const imageFormats: readonly string[] = ['jpeg', 'png', 'webp'];
/** The image formats that the file host takes: EvoLink's list for uploads and the host's own page agree. */
export const hostedImageFormats: readonly string[] = ['jpeg', 'png', 'webp', 'gif'];
/** EvoLink's values of the field `quality`. */
export const qualities: readonly string[] = ['480p', '720p', '1080p', '4k'];
/** EvoLink's values of the field `aspect_ratio`. */
export const aspectRatios: readonly string[] = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'adaptive'];
/** The service's default where the ratio is left out. */
export const defaultAspectRatio = '16:9';
/** The shortest duration. EvoLink's parameter reference leaves the range to the model; EvoLink's own tool takes 3 to 15 seconds. */
export const minSeconds = 3;
/** The longest duration that EvoLink's own tool takes. */
export const maxSeconds = 15;
/** A megabyte in limits counts as 1,024 × 1,024 bytes. With 1,000,000 the studio could warn too early. */
export const bytesPerMegabyte = 1_048_576;
