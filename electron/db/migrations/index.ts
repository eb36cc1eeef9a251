// All migrations, oldest first. A released migration is never edited; a new migration is added instead.
import type { Migration } from '../migrate.ts';
import { first } from './001-first.ts';
import { referenceOrigins } from './002-reference-origins.ts';
import { madeReferences } from './003-made-references.ts';
import { prompts } from './004-prompts.ts';
import { elementIndex } from './005-elements.ts';
import { uploadReply } from './006-upload-reply.ts';
import { receivedHash } from './007-received-hash.ts';
import { keptFiles } from './008-kept-files.ts';
import { queueControls } from './009-queue-controls.ts';
import { taskEvents } from './010-task-events.ts';
import { keyRevisions } from './011-key-revisions.ts';
import { libraryIdsAndCopies } from './012-library-ids-and-copies.ts';
import { presses } from './013-presses.ts';
import { holdReasons } from './014-hold-reasons.ts';
import { sentBodies } from './015-sent-bodies.ts';
import { queueHolds } from './016-queue-holds.ts';
import { keyHash } from './017-key-hash.ts';
import { mediaFacts } from './018-media-facts.ts';
import { foldedPrompts } from './019-folded-prompts.ts';
import { uploadedForm } from './020-uploaded-form.ts';
import { standardNames } from './021-standard-names.ts';
import { taskChanges } from './022-task-changes.ts';
import { stacks } from './023-stacks.ts';
import { judgements } from './024-judgements.ts';
import { referenceSources } from './025-reference-sources.ts';
import { trash } from './026-trash.ts';
import { libraryFacts } from './027-library-facts.ts';
import { missingFiles } from './028-missing-files.ts';
import { entryStates } from './029-entry-states.ts';
import { stackTops } from './030-stack-tops.ts';
import { journalEntries } from './031-journal-entries.ts';
import { tokenizedTexts } from './032-tokenized-texts.ts';
import { journalChanges } from './033-journal-changes.ts';

/** All migrations in ascending order of version. `migrate` runs the migrations above the version of the database. */
export const migrations: readonly Migration[] = [
  first,
  referenceOrigins,
  madeReferences,
  prompts,
  elementIndex,
  uploadReply,
  receivedHash,
  keptFiles,
  queueControls,
  taskEvents,
  keyRevisions,
  libraryIdsAndCopies,
  presses,
  holdReasons,
  sentBodies,
  queueHolds,
  keyHash,
  mediaFacts,
  foldedPrompts,
  uploadedForm,
  standardNames,
  taskChanges,
  stacks,
  judgements,
  referenceSources,
  trash,
  libraryFacts,
  missingFiles,
  entryStates,
  stackTops,
  journalEntries,
  tokenizedTexts,
  journalChanges,
];

/** The format that this studio writes, stored as `PRAGMA user_version`. */
export const latestFormat = migrations.at(-1)?.version ?? 0;
