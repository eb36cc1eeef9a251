// The contract's general limits: what holds for every model unless its documentation says something narrower or wider.

/** Counted in code points. */
export const promptMaxCharacters = 5_000;
export const maxImages = 9;
export const imageMaxMegabytes = 30;
/** Any file that goes through the file host. */
export const fileMaxMegabytes = 100;
export const imageFormats: readonly string[] = ['jpeg', 'png', 'webp'];
/** What the file host takes: the contract's list for uploads and the host's own page agree. */
export const hostedImageFormats: readonly string[] = ['jpeg', 'png', 'webp', 'gif'];
export const qualities: readonly string[] = ['480p', '720p', '1080p', '4k'];
export const aspectRatios: readonly string[] = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'adaptive'];
export const defaultAspectRatio = '16:9';
/** The contract leaves the range to the model; its own tool takes 3 to 15 seconds. */
export const minSeconds = 3;
export const maxSeconds = 15;
/** Limits in megabytes are read as 1,024 × 1,024 bytes: of the two readings the one that does not warn too early. */
export const bytesPerMegabyte = 1_048_576;
