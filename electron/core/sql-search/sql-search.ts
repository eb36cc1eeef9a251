// Prepares searches of earlier prompts and of reference files: parses what was typed, and splits new texts into tokens first.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { models } from '../../../shared/models/index.ts';
import { catalogueValues } from '../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../shared/search/parse/parse-query.ts';
import type { ConditionField, Query } from '../../../shared/search/query.ts';
import { createTokenizer, type Tokenizer } from '../../../shared/search/text-tokenizer.ts';
import type { TokenizedText } from '../../db/tables/tokenized-text.ts';
import type { Clock, Log } from '../ports.ts';

/** Number of texts split into tokens per turn of the event loop; this takes about 10 ms. */
const textsPerTurn = 100;

/** A search that is ready to be run. */
interface PreparedSearch {
  readonly query: Query;
  readonly tokenizer: Tokenizer;
}

/** Prepares searches of a table that SQL carries out. */
export interface SqlSearch {
  /**
   * Parses `typed` for a table with these fields, after its new texts were split into tokens. Returns `all` if nothing was typed
   * that can be searched, and `stopped` if the studio is quitting, when the database may be closed.
   */
  prepare(typed: string, fields: readonly ConditionField[], table: TokenizedText): Promise<PreparedSearch | 'all' | 'stopped'>;
}

interface SqlSearchDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Aborted when the core stops. The database is closed soon after that. */
  readonly signal: AbortSignal;
}

const catalogue = catalogueValues(models);

/** The tokenizer of the search index. The tables of Chinese characters are large, so they are loaded by the first search. */
async function loadTokenizer(): Promise<Tokenizer> {
  const { createSimplifier } = await import('../../db/search/indexing/simplify-chinese.ts');
  return createTokenizer(createSimplifier());
}

/** Called once by `core/compose/`. */
export function createSqlSearch({ clock, log, signal }: SqlSearchDeps): SqlSearch {
  let isFailureLogged = false;
  let tokenizer: Promise<Tokenizer> | null = null;

  /** After an update from an earlier version, all texts are new. Ends early on a quit, and logs only its first failure. */
  async function tokenizeNew(table: TokenizedText, tokenizer: Tokenizer): Promise<void> {
    try {
      while (!signal.aborted && table.tokenizeBatch(textsPerTurn, tokenizer)) await yieldToEventLoop();
    } catch (error) {
      // The disk may be full, for example. Texts that already have tokens are still found, and the next search tries again.
      if (!isFailureLogged) log.warn('texts-not-tokenized', { reason: String(error) });
      isFailureLogged = true;
    }
  }

  return {
    async prepare(typed, fields, table) {
      const { query, parts } = parseQuery(typed, { nowMs: clock.now(), ...catalogue, fields });
      if (parts.length === 0) return 'all';
      tokenizer ??= loadTokenizer();
      const loaded = await tokenizer;
      await tokenizeNew(table, loaded);
      return signal.aborted ? 'stopped' : { query, tokenizer: loaded };
    },
  };
}
