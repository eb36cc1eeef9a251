// A studio's database with many generated tasks, for tests of the search. The same seed gives the same library.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newProfile, newResult, newTask } from '../../electron/core/tasks/row-factories.ts';
import type { Database } from '../../electron/db/database.ts';
import { openDatabase } from '../../electron/db/open-database.ts';
import { createEntryReader } from '../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../electron/db/search/search-index.ts';
import { createTables, type Tables } from '../../electron/db/tables/tables.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import { defaultRequest } from '../../shared/models/index.ts';
import type { Entry } from '../../shared/search/entry.ts';
import type { Query } from '../../shared/search/query.ts';
import type { SearchRequest } from '../../shared/search/search-request.ts';
import type { SearchTexts } from './search-texts.ts';
import { seedJudgements } from './seeded-judgements.ts';

/** An open database, and its tables. */
export interface SearchLibrary {
  readonly path: string;
  readonly database: Database;
  readonly tables: Tables;
  /** Adds tasks: most with one or two stored videos, some failed, some waiting. */
  addTasks(count: number): void;
  close(): void;
}

const models = ['kling-v2-master', 'seedance-1.5-pro', 'veo-3', 'sora-2', 'wan2.5-t2v-preview', 'my-own-model'] as const;
const firstMs = new Date(2025, 0, 1).getTime();

/** Opens or creates the database at `path`. Each prompt has this many `sentences`; real prompts have about four. */
export function openSearchLibrary(path: string, texts: SearchTexts, sentences = 1): SearchLibrary {
  const opened = openDatabase({ path, nowMs: firstMs, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  const tables = createTables(database);
  const address = 'http://127.0.0.1:9';
  const profileIds = ['Work', '个人'].map((name) =>
    tables.profiles.insert(newProfile({ kind: 'evolink', name, apiBaseUrl: address, filesBaseUrl: address }, firstMs)),
  );

  const judgements = seedJudgements(tables, texts);
  const prompt = (): string => Array.from({ length: sentences }, () => texts.prompt()).join('. ');

  function request(): GenerationRequest {
    return {
      ...defaultRequest(texts.pick(models), prompt()),
      durationSeconds: texts.pick([null, 4, 5, 8, 10]),
      quality: texts.pick([null, '720p', '1080p']),
      aspectRatio: texts.pick([null, '16:9', '9:16']),
      generateAudio: texts.pick([null, true, false]),
      parameters: {
        ...(texts.index(4) === 0 ? { negative_prompt: texts.prompt() } : {}),
        ...(texts.index(5) === 0 ? { seed: texts.index(20) } : {}),
      },
    };
  }

  function addTask(nowMs: number): void {
    const task = newTask(
      { profileId: profileIds[texts.index(2)] ?? 1, simulated: texts.index(6) === 0, request: request(), sourceTaskId: null },
      nowMs,
    );
    const outcome = texts.index(10);
    if (outcome === 0) {
      tables.tasks.insert({ ...task, state: 'draft', live: 0, queuePosition: null });
      return;
    }
    if (outcome === 1) {
      const error = JSON.stringify({ kind: 'internal', incidentId: texts.prompt() });
      tables.tasks.insert({ ...task, state: 'failed', live: 1, queuePosition: null, endedAtMs: nowMs, error });
      return;
    }
    const taskId = tables.tasks.insert({
      ...task,
      state: 'completed',
      live: 1,
      queuePosition: null,
      serviceTaskId: `task-unified-${nowMs}-${texts.index(1_000_000).toString(36)}`,
      acceptedAtMs: nowMs,
      pollingSinceMs: nowMs,
      progress: 100,
      endedAtMs: nowMs,
      creditsUsed: texts.pick([null, 4, 8.5, 20, 40]),
    });
    for (let position = 0; position <= texts.index(2); position += 1) addVideo(taskId, position, nowMs + position);
  }

  function addVideo(taskId: number, position: number, nowMs: number): void {
    const folderId = tables.results.folderId('/videos');
    const resultId = tables.results.insert({
      ...newResult(taskId, position, { kind: 'video', url: 'http://127.0.0.1:9/x.mp4' }, nowMs + 86_400_000, nowMs),
      state: texts.index(20) === 0 ? 'missing' : 'stored',
      nextAttemptAtMs: null,
      url: null,
      storedAtMs: nowMs,
      folderId,
      path: `2025-01/${texts.prompt().slice(0, 20).replaceAll('/', '-')}-${taskId}.mp4`,
      bytes: 1_000 + texts.index(1_000_000),
      modifiedAtMs: nowMs,
      sha256: 'a'.repeat(64),
      durationSeconds: texts.pick([null, 4, 5.04, 8, 10]),
      hasAudio: texts.pick([null, 0, 1] as const),
    });
    judgements.judge(resultId);
  }

  return {
    path,
    database,
    tables,
    addTasks(count) {
      tables.transaction(() => {
        for (let n = 0; n < count; n += 1) addTask(firstMs + texts.index(400) * 86_400_000 + texts.index(86_400_000));
      });
    },
    close: () => database.close(),
  };
}

/** A complete index of a seeded library, and the entries from which the index was built. */
export interface SeededIndex {
  readonly library: SearchLibrary;
  readonly index: SearchIndex;
  readonly entries: readonly Entry[];
  /** Closes the library and the index, and removes their folder. */
  close(): void;
}

/** Reads all entries of a library as indexing does. */
export function allEntries({ database }: SearchLibrary): Entry[] {
  const reader = createEntryReader(database);
  return reader.entriesOf(reader.taskIdsBelow(Number.MAX_SAFE_INTEGER, 1_000_000));
}

/** Creates a library of `tasks` tasks in a new folder, and indexes it. */
export function seedIndex(texts: SearchTexts, tasks: number): SeededIndex {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  const library = openSearchLibrary(join(folder, 'studio.sqlite'), texts);
  library.addTasks(tasks);
  const index = openSearchIndex({ path: join(folder, 'search.sqlite'), databaseId: 'a', reader: createEntryReader(library.database) });
  while (index.indexSlice());
  return {
    library,
    index,
    entries: allEntries(library),
    close() {
      index.close();
      library.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A request to search the whole history, newest first, without groups and counts, with these changes. */
export const searchRequest = (query: Query, change: Partial<SearchRequest> = {}): SearchRequest => ({
  query,
  scope: 'history',
  sort: { key: 'date', isDescending: true },
  group: 'none',
  maxEntries: null,
  includeFacets: false,
  includeMidWord: true,
  derivedCollections: [],
  ...change,
});
