// Limits of the calls about takes, which the window needs to divide its questions. Without zod, because the window does not load it.

/** The largest number of requests in one question: main answers within a few milliseconds. */
export const takeRequestsMax = 50;

/** The largest number of videos in one question for their stacks, for the same reason. */
export const stackedVideosMax = 2_000;
