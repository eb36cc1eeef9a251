// Handlers of the calls about the prompt history.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { fail, ok } from '../../../shared/result.ts';
import { searchWords } from '../../../shared/search-folding.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Log } from '../ports.ts';
import type { HandlersOf } from './handler-types.ts';

/** Maximum number of search results. */
const maxResults = 60;
/** Number of prompts that are folded for search before the event loop gets a turn; this takes about 5 ms. */
const promptsPerTurn = 100;

const noPrompt = fail({ kind: 'unknown-item', what: 'prompt' } as const);

/** Dependencies of the calls about prompts. */
interface PromptHandlerDeps {
  readonly tables: Pick<Tables, 'prompts'>;
  readonly log: Log;
  /** Aborted when the core stops; the database is closed soon after. */
  readonly signal: AbortSignal;
}

/**
 * Folds the prompts that were added since the last search: after an update from an earlier version these are all of them. Ends early on a quit. Logs
 * only the first failure.
 */
function createFolding({ tables, log, signal }: PromptHandlerDeps): () => Promise<void> {
  let isFailureLogged = false;
  return async () => {
    try {
      while (tables.prompts.foldBatch(promptsPerTurn)) {
        await yieldToEventLoop();
        if (signal.aborted) return;
      }
    } catch (error) {
      // For example a full disk: folded prompts are still found, and the next search tries again.
      if (!isFailureLogged) log.warn('prompts-not-folded', { reason: String(error) });
      isFailureLogged = true;
    }
  };
}

/** Creates the handlers. Called once by `core/compose/`. */
export function promptHandlers(deps: PromptHandlerDeps): HandlersOf<'prompts'> {
  const { prompts } = deps.tables;
  const { signal } = deps;
  const foldAll = createFolding(deps);
  return {
    'prompts.search': async ({ query }) => {
      const typed = query.replaceAll('\0', ' ');
      if (searchWords(typed).length > 0) await foldAll();
      if (signal.aborted) return ok({ prompts: [] }); // nobody waits for the result any more, and the database may be closed
      return ok({ prompts: [...prompts.search(typed, maxResults)] });
    },
    'prompts.hide': ({ id }) => (prompts.setHidden(id, true) ? ok({}) : noPrompt),
    'prompts.unhide': ({ id }) => (prompts.setHidden(id, false) ? ok({}) : noPrompt),
  };
}
