// All tables over one open database.
import type { Database } from '../database.ts';
import { createActionTable } from './action-table.ts';
import { createFolderTable } from './folder-table.ts';
import { createCollectionTable } from './judgement/collection-table.ts';
import { createCollectionVideoTable } from './judgement/collection-video-table.ts';
import { createJudgementCountTable } from './judgement/judgement-count-table.ts';
import { createJudgementTable } from './judgement/judgement-table.ts';
import { createSearchRefreshTable } from './judgement/search-refresh-table.ts';
import { createTagTable } from './judgement/tag-table.ts';
import { createFileMoveTable } from './library/file-move-table.ts';
import { createJournalChangeTable } from './library/journal-change-table.ts';
import { createLibraryJournalTable } from './library/library-journal-table.ts';
import { createRelativeTable } from './library/relative-table.ts';
import { createResultTable } from './library/result-table.ts';
import { createStackTable } from './library/stack-table.ts';
import { createTrashTable } from './library/trash-table.ts';
import { createProfileTable } from './profile-table.ts';
import { createPromptTable } from './prompt-table.ts';
import { createReferenceTable } from './reference-table.ts';
import { createRequestLogTable } from './request-log-table.ts';
import { createServiceResponseTable } from './service-response-table.ts';
import { createSettingTable } from './setting-table.ts';
import { createTaskBulkTable } from './task/task-bulk-table.ts';
import { createTaskJournalTable } from './task/task-journal-table.ts';
import { createTaskTable } from './task/task-table.ts';
import { createTemplateTable } from './template-table.ts';
import { createUploadTable } from './upload-table.ts';
import { createUserActionTable } from './user-action-table.ts';

/** Every table of one open database. */
export type Tables = ReturnType<typeof createTables>;

/** Prepares every statement. Called once for each open database. */
export function createTables(database: Database) {
  return {
    transaction: database.transaction,
    ifReadable: database.ifReadable,
    tasks: createTaskTable(database),
    taskBulk: createTaskBulkTable(database),
    userActions: createUserActionTable(database),
    results: createResultTable(database),
    journal: createTaskJournalTable(database),
    requestLog: createRequestLogTable(database),
    serviceResponses: createServiceResponseTable(database),
    profiles: createProfileTable(database),
    references: createReferenceTable(database),
    uploads: createUploadTable(database),
    settings: createSettingTable(database),
    prompts: createPromptTable(database),
    templates: createTemplateTable(database),
    fileMoves: createFileMoveTable(database),
    folders: createFolderTable(database),
    stacks: createStackTable(database),
    judgements: createJudgementTable(database),
    judgementCounts: createJudgementCountTable(database),
    tags: createTagTable(database),
    collections: createCollectionTable(database),
    collectionVideos: createCollectionVideoTable(database),
    searchRefresh: createSearchRefreshTable(database),
    actions: createActionTable(database),
    relatives: createRelativeTable(database),
    trash: createTrashTable(database),
    libraryJournal: createLibraryJournalTable(database),
    journalChanges: createJournalChangeTable(database),
  };
}
