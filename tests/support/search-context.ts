// The context in which tests parse the text of a search.
import type { QueryContext } from '../../shared/search/known-values.ts';

/** A parsing context with a small catalogue; now is noon of 5 March 2026, local time. */
export const searchContext: QueryContext = {
  nowMs: new Date(2026, 2, 5, 12).getTime(),
  kinds: ['text-to-video', 'image-to-video', 'video-edit'],
  ratios: ['16:9', '9:16', '1:1', 'adaptive'],
  qualities: ['480p', '720p', '1080p', '4K'],
};
