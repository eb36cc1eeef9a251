// Limits of settings that the window needs as well: without zod, which the window does not load.

/** The most unfinished tasks at the service per profile: more than a user needs, and far too few to strain the service. */
export const maxConcurrentTasksLimit = 100;

/** The least and the greatest width in CSS pixels that a tile of the library can be set to have at least. */
export const tilePixelsLimits = { min: 120, max: 480 } as const;

/** What the library shows, and searches: its videos, or every task as well. */
export const libraryScopes = ['videos', 'history'] as const;
/** How the library shows its videos. */
export const libraryLayouts = ['grid', 'list'] as const;
/** How pictures of another shape than their tile are shown: whole, or filling it. */
export const pictureFits = ['fit', 'fill'] as const;
