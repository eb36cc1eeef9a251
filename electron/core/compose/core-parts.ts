// The type that contains all parts of a composed core.
import type { Publisher } from '../publisher.ts';
import type { LibraryParts, Services, SystemWatchers } from './compose-parts.ts';
import type { ComposedQueue } from './compose-queue.ts';

/** For code that concerns the whole core: its handlers, its start and its stop. */
export interface CoreParts {
  readonly services: Services;
  readonly storage: LibraryParts;
  readonly environment: SystemWatchers;
  readonly queue: ComposedQueue;
  readonly publisher: Publisher;
}
