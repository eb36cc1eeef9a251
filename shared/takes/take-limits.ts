// Limits of the calls about takes. The window splits its calls by them. The file imports no zod, because the window does not load zod.

/** The most requests in one call, so that main answers within a few milliseconds. */
export const takeRequestsMax = 50;

/** The most videos in one call for their stacks, for the same reason. */
export const stackedVideosMax = 2_000;
