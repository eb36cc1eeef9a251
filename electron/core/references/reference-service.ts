// Manages reference files. Each content is stored and recorded once. It is uploaded once per profile, while the copy on the file host
// exists.
import type { Reference } from '../../../shared/generation.ts';
import type { Query } from '../../../shared/search/query.ts';
import type { Tokenizer } from '../../../shared/search/text-tokenizer.ts';
import type { ReferenceCursor } from '../../db/tables/reference-table.ts';
import { createReferenceAdder, type ReferenceAdder } from './add-reference.ts';
import { referenceView } from './reference-row.ts';
import { createReferenceUploads, type ReferenceUploads, type UploadDeps } from './upload-reference.ts';

/** A page of earlier references, newest first. `next`: the cursor of the following page; null at the end. */
interface ReferencePage {
  readonly references: { reference: Reference; taskCount: number }[];
  readonly next: ReferenceCursor | null;
}

/** Which references to list. `search`: null for all of the kind. */
interface ReferenceList {
  readonly kind: Reference['kind'];
  readonly search: { readonly query: Query; readonly tokenizer: Tokenizer } | null;
}

/** References by the id of their row. The store contains the local copies; the window sees only ids. */
export interface ReferenceService extends ReferenceAdder, ReferenceUploads {
  /** A page of earlier references whose copies exist, each with the number of tasks that use it. */
  list(list: ReferenceList, before: ReferenceCursor | null, limit: number): Promise<ReferencePage>;
  /** The view of a reference; null when there is none. */
  get(id: number): Reference | null;
  /** Whether the local copy still exists. */
  hasFile(id: number): Promise<boolean>;
  /** The local copy for display in the window; null if it no longer exists. */
  locate(id: number): Promise<{ absolutePath: string; bytes: number; mimeType: string } | null>;
  /** Whether the dimensions of any of these references were corrected since `atMs`, when a request was validated with them. */
  anyRemeasuredSince(ids: readonly number[], atMs: number): boolean;
}

async function listReferences(
  { tables, store }: UploadDeps,
  { kind, search }: ReferenceList,
  before: ReferenceCursor | null,
  limit: number,
): Promise<ReferencePage> {
  const found: { reference: Reference; taskCount: number }[] = [];
  let cursor = before;
  for (;;) {
    const rows =
      search === null
        ? tables.references.recent(kind, cursor, limit - found.length)
        : tables.references.search(kind, search, cursor, limit - found.length);
    const hasCopy = await Promise.all(rows.map(async (row) => (await store.locate(row.sha256)) !== null));
    for (const [index, row] of rows.entries()) {
      if (hasCopy[index] === true) found.push({ reference: referenceView(row), taskCount: tables.references.countUses(row.id) });
    }
    const last = rows.at(-1);
    if (last === undefined) return { references: found, next: null };
    cursor = { lastUsedAtMs: last.lastUsedAtMs, id: last.id };
    if (found.length >= limit) return { references: found, next: cursor };
  }
}

/** Called once by `core/compose/`. */
export function createReferenceService(deps: UploadDeps): ReferenceService {
  const { tables, store } = deps;
  return {
    ...createReferenceAdder(deps),
    ...createReferenceUploads(deps),
    list: (list, before, limit) => listReferences(deps, list, before, limit),
    get(id) {
      const row = tables.references.get(id);
      return row === undefined ? null : referenceView(row);
    },
    async hasFile(id) {
      const row = tables.references.get(id);
      return row !== undefined && (await store.locate(row.sha256)) !== null;
    },
    async locate(id) {
      const row = tables.references.get(id);
      const file = row === undefined ? null : await store.locate(row.sha256);
      return row === undefined || file === null ? null : { ...file, mimeType: row.mimeType };
    },
    anyRemeasuredSince: (ids, atMs) => ids.some((id) => (tables.references.get(id)?.remeasuredAtMs ?? Number.NEGATIVE_INFINITY) >= atMs),
  };
}
