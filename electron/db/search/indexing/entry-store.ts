// Writes entries into the index and keeps their columns in memory.
import type { Entry } from '../../../../shared/search/entry.ts';
import { entryStates } from '../../../../shared/search/query.ts';
import type { Tokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { type Dictionary, loadDictionary } from './dictionary.ts';
import { bucketOf, creditBuckets, durationBuckets, monthOf } from './entry-buckets.ts';
import { EntryColumns, type EntryValues, type NumberColumn } from './entry-columns.ts';
import { flagsOf } from './entry-flags.ts';
import { type IndexDatabase, idOfKey, keyOf } from './index-database.ts';
import { joinedPrefixes, joinedTerms } from './index-terms.ts';
import { createPhraseMasks, type EntryTerms, type PhraseMasks } from './phrase-masks.ts';

/** The entries of the index. */
export interface EntryStore {
  readonly columns: EntryColumns;
  /** The entries of frequent words and phrases, up to date with `columns`. */
  readonly phraseMasks: PhraseMasks;
  readonly dictionary: Dictionary;
  /** The current names of the profiles, by the number in the column `profile`. */
  profileNames(): ReadonlyMap<number, string>;
  /** Replaces all entries of these tasks. Call it inside a transaction. */
  replaceTasks(taskIds: readonly number[], entries: readonly Entry[]): void;
}

/** Separates texts, so that no phrase spans two of them. It is a control character, which no token contains. */
const textSeparator = '\u0080';

type EntryRowValues = Readonly<Record<string, string | number | null>>;

/** A row of `entry`; null stands for an unknown value. */
interface StoredRow extends Record<StoredColumn, number | null> {
  readonly key: number;
  readonly tags: string;
  readonly collections: string;
}

const storedColumns = [
  'atMs',
  'durationSeconds',
  'credits',
  'seed',
  'bytes',
  'rating',
  'state',
  'flags',
  'model',
  'vendor',
  'kind',
  'ratio',
  'quality',
  'profile',
] as const satisfies readonly NumberColumn[];
type StoredColumn = (typeof storedColumns)[number];

/** Columns of codes, in which 0 means no value. In all other columns, NaN means an unknown value. */
const codeColumns: ReadonlySet<NumberColumn> = new Set(['model', 'vendor', 'kind', 'ratio', 'quality']);

/** What stands for null in each column. */
const noValues = Object.fromEntries(storedColumns.map((name) => [name, codeColumns.has(name) ? 0 : Number.NaN])) as Record<
  StoredColumn,
  number
>;

/** Parses a list of codes. Most lists are empty. */
const codesOf = (text: string): readonly number[] => (text === '[]' ? [] : (JSON.parse(text) as number[]));

function valuesOf(row: StoredRow): EntryValues {
  const stored = { ...noValues };
  for (const name of storedColumns) stored[name] = row[name] ?? noValues[name];
  return {
    ...stored,
    month: monthOf(stored.atMs),
    durationBucket: bucketOf(durationBuckets, stored.durationSeconds),
    creditBucket: bucketOf(creditBuckets, stored.credits),
    id: idOfKey(row.key),
    // Not checked: the studio wrote the lists, and checking 100,000 rows would lengthen each start of the thread.
    tags: codesOf(row.tags),
    collections: codesOf(row.collections),
  };
}

function rowOf(entry: Entry, dictionary: Dictionary): StoredRow & { readonly taskId: number; readonly fileName: string } {
  const code = (text: string | null): number | null => (text === null ? null : dictionary.codeOf(text));
  return {
    key: keyOf(entry.id),
    taskId: entry.taskId,
    atMs: entry.atMs,
    model: code(entry.model),
    vendor: code(entry.vendor),
    kind: code(entry.kind),
    ratio: code(entry.ratio),
    quality: code(entry.quality),
    profile: entry.profileId,
    durationSeconds: entry.durationSeconds,
    credits: entry.credits,
    seed: entry.seed,
    bytes: entry.bytes,
    rating: entry.rating,
    state: entryStates.indexOf(entry.state),
    flags: flagsOf(entry),
    fileName: entry.text.fileName,
    tags: JSON.stringify(entry.text.tags.map((tag) => dictionary.codeOf(tag))),
    collections: JSON.stringify(entry.text.collections.map((name) => dictionary.codeOf(name))),
  };
}

/** Receives the tokens of each text that is written. */
export type OnTokens = (tokens: readonly string[]) => void;

/** With more entries than this in one write, the cached entries of words and phrases are dropped. */
const maxUpdatedEntries = 32;

/**
 * Returns the terms of an entry's texts by column of `entry_word`, and the prefixes of the terms. Leaves out the model, which is found
 * through the dictionary.
 */
function wordsOf(entry: Entry, tokenizer: Tokenizer, onTokens: OnTokens): { readonly words: EntryRowValues; readonly beginnings: string } {
  const { text } = entry;
  let beginnings = '';
  const termsOf = (value: string): string => {
    if (value === '') return '';
    const tokens = tokenizer.tokenize(value);
    onTokens(tokens);
    beginnings += joinedPrefixes(tokens);
    return joinedTerms(tokens);
  };
  const termsOfList = (values: readonly string[]): string => values.map(termsOf).join(` ${textSeparator} `);
  const words = {
    key: keyOf(entry.id),
    prompt: termsOf(text.prompt),
    negativePrompt: termsOf(text.negativePrompt),
    shots: termsOfList(text.shots),
    title: termsOf(text.title),
    tags: termsOfList(text.tags),
    notes: termsOf(text.notes),
    collections: termsOfList(text.collections),
    fileName: termsOf(text.fileName),
    taskId: termsOf(text.serviceTaskId),
    error: termsOf(text.error),
  };
  return { words, beginnings };
}

const insertEntry = `INSERT INTO entry (key, taskId, ${storedColumns.join(', ')}, fileName, tags, collections)
  VALUES (:key, :taskId, ${storedColumns.map((name) => `:${name}`).join(', ')}, :fileName, :tags, :collections)`;
const insertWords = `INSERT INTO entry_word (rowid, prompt, negativePrompt, shots, title, tags, notes, collections, fileName, taskId, error)
  VALUES (:key, :prompt, :negativePrompt, :shots, :title, :tags, :notes, :collections, :fileName, :taskId, :error)`;

/** Loads the columns of an index and prepares its statements. Loading 100,000 entries takes about 0.2 s, in the thread. */
export function createEntryStore(
  { raw }: IndexDatabase,
  tokenizer: Tokenizer,
  profileNames: () => ReadonlyMap<number, string>,
  onTokens: OnTokens,
): EntryStore {
  const dictionary = loadDictionary(raw);
  const columns = new EntryColumns(Number(raw.prepare('SELECT count(*) FROM entry').pluck().get()));
  const phraseMasks = createPhraseMasks();
  const readAll = raw.prepare(`SELECT key, ${storedColumns.join(', ')}, tags, collections FROM entry ORDER BY key DESC`);
  for (const row of readAll.iterate() as IterableIterator<StoredRow>) columns.put(valuesOf(row));
  const keysOfTask = raw.prepare('SELECT key FROM entry WHERE taskId = ?').pluck();
  const deleteEntry = raw.prepare('DELETE FROM entry WHERE key = ?');
  const deleteWords = raw.prepare('DELETE FROM entry_word WHERE rowid = ?');
  const addEntry = raw.prepare(insertEntry);
  const addWords = raw.prepare(insertWords);
  const deleteBeginnings = raw.prepare('DELETE FROM entry_beginning WHERE rowid = ?');
  const addBeginnings = raw.prepare('INSERT INTO entry_beginning (rowid, beginnings) VALUES (?, ?)');

  function removeEntry(id: number): void {
    const position = columns.positionOf(id);
    if (position >= 0) phraseMasks.removeEntry(position, columns.count - 1);
    columns.remove(id);
  }

  function putEntry(entry: Entry): void {
    const row = rowOf(entry, dictionary);
    addEntry.run(row);
    const { words, beginnings } = wordsOf(entry, tokenizer, onTokens);
    addWords.run(words);
    addBeginnings.run(row.key, beginnings);
    columns.put(valuesOf(row));
    phraseMasks.putEntry(columns.positionOf(entry.id), termsOfEntry(words, beginnings));
  }

  return {
    columns,
    phraseMasks,
    dictionary,
    profileNames,
    replaceTasks(taskIds, entries) {
      if (entries.length > maxUpdatedEntries) phraseMasks.clear();
      const ids = new Set(entries.map(({ id }) => id));
      for (const key of taskIds.flatMap((taskId) => keysOfTask.all(taskId) as number[])) {
        deleteEntry.run(key);
        deleteWords.run(key);
        deleteBeginnings.run(key);
        // An entry that is written again keeps its position.
        if (!ids.has(idOfKey(key))) removeEntry(idOfKey(key));
      }
      for (const entry of [...entries].sort((a, b) => keyOf(a.id) - keyOf(b.id))) putEntry(entry);
    },
  };
}

/** Returns the terms that `wordsOf` returned for an entry, with a separator between two texts. */
function termsOfEntry(words: EntryRowValues, beginnings: string): EntryTerms {
  const texts = Object.values(words).filter((value) => typeof value === 'string');
  return { word: texts.join(` ${textSeparator} `), beginning: beginnings };
}
