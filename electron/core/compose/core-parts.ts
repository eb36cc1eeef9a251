// All parts of a core that was built.
import type { Publisher } from '../publisher.ts';
import type { LibraryParts, Services, SystemWatchers } from './compose-parts.ts';
import type { composeQueue } from './compose-queue.ts';

export interface CoreParts {
  readonly services: Services;
  readonly storage: LibraryParts;
  readonly environment: SystemWatchers;
  readonly queue: ReturnType<typeof composeQueue>;
  readonly publisher: Publisher;
}
