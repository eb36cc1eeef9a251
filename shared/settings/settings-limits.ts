// Limits of settings that the window needs too. The file imports no zod, because the window does not load zod.

/** The most unfinished tasks at the service per profile: more than a user needs, and far too few to strain the service. */
export const maxConcurrentTasksLimit = 100;

/** The range of the setting for the minimum tile width of the library, in CSS pixels. */
export const tilePixelsLimits = { min: 120, max: 480 } as const;

/** What the library shows and searches: its videos, or also every task. */
export const libraryScopes = ['videos', 'history'] as const;
/** How the library shows its videos. */
export const libraryLayouts = ['grid', 'list'] as const;
/** How pictures of another shape than their tile are shown: whole, or filling it. */
export const pictureFits = ['fit', 'fill'] as const;
