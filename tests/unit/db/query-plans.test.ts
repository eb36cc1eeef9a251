// Every statement that runs often uses the index intended for it. A changed plan fails the test, so that nobody changes it by accident.
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { entrySql } from '../../../electron/db/search/indexing/entry-reader.ts';
import { folderSql } from '../../../electron/db/tables/folder-table.ts';
import { relativeSql } from '../../../electron/db/tables/library/relative-table.ts';
import { resultSql } from '../../../electron/db/tables/library/result-table.ts';
import { stackSql } from '../../../electron/db/tables/library/stack-table.ts';
import { trashSql } from '../../../electron/db/tables/library/trash-table.ts';
import { promptSearchSql, promptSql } from '../../../electron/db/tables/prompt-table.ts';
import { referenceSearchSql, referenceSql } from '../../../electron/db/tables/reference-table.ts';
import { taskSql } from '../../../electron/db/tables/task/task-table.ts';

const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
if (!opened.ok) throw new Error();
const { database } = opened.value;
afterAll(() => database.close());

const plans: Readonly<Record<string, readonly [string, string]>> = {
  'state of a task after a poll': [taskSql.pollState, 'SEARCH task USING INTEGER PRIMARY KEY (rowid=?)'],
  'all live tasks': [taskSql.live, 'SCAN task USING INDEX task_live'],
  'whether a profile has live tasks': [taskSql.hasLive, 'SCAN task USING INDEX task_live'],
  'the next page of live tasks': [taskSql.livePage, 'SEARCH task USING INDEX task_live (id>?)'],
  'deadlines too far in the future': [taskSql.futureDeadlines, 'SCAN task USING INDEX task_live'],
  'next tasks to submit': [taskSql.waitingDue, 'SEARCH task USING INDEX task_waiting (profileId=?)'],
  'time of the next submission': [taskSql.waitingNext, 'SEARCH task USING INDEX task_waiting (profileId=?)'],
  'first and last queue position': [taskSql.queueBounds, 'SEARCH task USING COVERING INDEX task_waiting (profileId=?)'],
  'number of running tasks': [taskSql.running, 'SEARCH task USING COVERING INDEX task_running (profileId=? AND state=?)'],
  'number of recently unconfirmed tasks': [
    taskSql.unconfirmedSince,
    'SEARCH task USING INDEX task_reconcile_due (profileId=? AND reconcileAtMs>?)',
  ],
  'next tasks to poll': [
    taskSql.pollDue,
    'SEARCH task USING COVERING INDEX task_poll_due (profileId=? AND nextPollAtMs>? AND nextPollAtMs<?)',
  ],
  'time of the next poll': [taskSql.nextPoll, 'SEARCH task USING COVERING INDEX task_poll_due (profileId=? AND nextPollAtMs>?)'],
  'whether many tasks are polled': [
    taskSql.polled,
    'CO-ROUTINE (subquery-1)\nSEARCH task USING COVERING INDEX task_poll_due (profileId=? AND nextPollAtMs>?)\nSCAN (subquery-1)',
  ],
  'next tasks to reconcile': [
    taskSql.reconcileDue,
    'SEARCH task USING COVERING INDEX task_reconcile_due (profileId=? AND reconcileAtMs>? AND reconcileAtMs<?)',
  ],
  'time of the next reconciliation': [
    taskSql.nextReconcile,
    'SEARCH task USING COVERING INDEX task_reconcile_due (profileId=? AND reconcileAtMs>?)',
  ],
  'a known service id': [taskSql.isKnownAtService, 'SEARCH task USING COVERING INDEX task_service_id (serviceTaskId=?)'],
  'tasks by service id': [taskSql.byServiceId, 'SEARCH task USING COVERING INDEX task_service_id (serviceTaskId=?)'],
  'unconfirmed tasks': [taskSql.possiblyAccepted, 'SCAN task USING INDEX task_live'],
  'discarded unconfirmed tasks': [taskSql.discardedUnconfirmed, 'SEARCH task USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
  'all waiting tasks': [taskSql.waiting, 'SCAN task USING COVERING INDEX task_waiting\nUSE TEMP B-TREE FOR ORDER BY'],
  'tasks derived from a task': [taskSql.derivedFrom, 'SEARCH task USING INDEX task_source (sourceTaskId=?)'],
  'the newest task': [taskSql.newest, 'SEARCH task'],
  'waiting tasks without a hold': [taskSql.unheldWaiting, 'SCAN task USING INDEX task_waiting'],
  'a hold after a restore': [taskSql.holdForRestore, 'SEARCH task USING INTEGER PRIMARY KEY (rowid=?)'],
  'whether a task was derived from it since': [
    taskSql.successor,
    'SEARCH task USING COVERING INDEX task_source (sourceTaskId=? AND rowid>?)',
  ],
  'automatic retries of a task': [taskSql.autoRetries, 'SEARCH task USING INDEX task_retry (retryOfId=?)'],
  'finished tasks of a model': [taskSql.finished, 'SEARCH task USING INDEX task_finished (model=? AND simulated=?)'],
  'newest prompts': [promptSql.newest, 'SCAN t'],
  'prompts by part of the text': [
    promptSearchSql('(instr(t.tokens, :v0) > 0)').indexed,
    'SCAN s VIRTUAL TABLE INDEX 192:M1\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'prompts by one or two letters': [promptSearchSql('(instr(t.tokens, :v0) > 0)').scanned, 'SCAN t'],
  'models of prompts': [promptSql.models, 'SCAN prompt\nUSE TEMP B-TREE FOR DISTINCT'],
  'prompts to tokenize': [promptSql.untokenized, 'SCAN t USING INDEX prompt_untokenized'],
  'a tokenized prompt': [promptSql.tokenize, 'SEARCH prompt USING INTEGER PRIMARY KEY (rowid=?)'],
  'references by name': [
    referenceSearchSql('(instr(tokens, :v0) > 0)'),
    'SEARCH reference USING INDEX reference_recent (kind=? AND lastUsedAtMs<?)',
  ],
  'references to tokenize': [referenceSql.untokenized, 'SCAN t USING INDEX reference_untokenized'],
  'a tokenized reference': [referenceSql.tokenize, 'SEARCH reference USING INTEGER PRIMARY KEY (rowid=?)'],
  'submitting tasks after a crash': [taskSql.submitting, 'SCAN task USING COVERING INDEX task_running'],
  'number of polled tasks': [taskSql.polledCount, 'SCAN task USING COVERING INDEX task_poll_due'],
  'polls after a start': [
    taskSql.spreadPolls,
    'MATERIALIZE (subquery-1)\nCO-ROUTINE (subquery-3)\nSCAN task USING INDEX task_live\nUSE TEMP B-TREE FOR ORDER BY\nSCAN (subquery-3)\nSCAN (subquery-1)\nSEARCH task USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'spread-out times of polls after a start': [
    taskSql.spreadOut,
    'CO-ROUTINE (subquery-1)\nCO-ROUTINE (subquery-3)\nSCAN task USING INDEX task_live\nUSE TEMP B-TREE FOR ORDER BY\nSCAN (subquery-3)\nSCAN (subquery-1)',
  ],
  'one poll after a start': [taskSql.setNextPoll, 'SEARCH task USING INTEGER PRIMARY KEY (rowid=?)'],
  'results of a task': [resultSql.ofTask, 'SEARCH result USING INDEX sqlite_autoindex_result_1 (taskId=?)'],
  'results of live tasks': [
    resultSql.ofLiveTasks,
    'SCAN t USING INDEX task_live\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nUSE TEMP B-TREE FOR ORDER BY',
  ],
  'next results to download': [
    resultSql.downloadDue,
    'SCAN r USING INDEX result_download_due\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'time of the next download': [resultSql.downloadNext, 'SEARCH result USING INDEX result_download_due'],
  'all unfinished downloads': [resultSql.unfinished, 'SCAN r USING INDEX result_download_due'],
  'interrupted downloads': [resultSql.downloading, 'SCAN result USING COVERING INDEX result_downloading'],
  'next poster': [resultSql.posterDue, 'SCAN result USING COVERING INDEX result_poster_due'],
  'next poster while a folder is unavailable': [
    resultSql.posterDueInAvailable,
    'SCAN result USING INDEX result_poster_due\nLIST SUBQUERY 1\nSCAN json_each VIRTUAL TABLE INDEX 1:\nCREATE BLOOM FILTER',
  ],
  'recently used references': [referenceSql.recent, 'SEARCH reference USING INDEX reference_recent (kind=? AND lastUsedAtMs<?)'],
  'uses of a reference': [referenceSql.uses, 'SEARCH task_reference USING PRIMARY KEY (referenceId=?)'],
  'elements of an account': [resultSql.elements, 'SCAN r USING INDEX result_element\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?)'],
  'files in a folder': [resultSql.inFolder, 'SEARCH result USING COVERING INDEX result_in_folder (folderId=? AND id>?)'],
  'total size of a folder': [resultSql.totalInFolder, 'SEARCH result USING COVERING INDEX result_in_folder (folderId=?)'],
  'newest files of a folder': [folderSql.newest, 'SEARCH result USING INDEX result_of_folder (folderId=?)'],
  'oldest files of a folder': [folderSql.oldest, 'SEARCH result USING INDEX result_of_folder (folderId=?)'],
  'the next files': [resultSql.filesAfter, 'SEARCH result USING INTEGER PRIMARY KEY (rowid>?)'],
  'entries of tasks': [
    entrySql.tasks,
    'SEARCH t USING INTEGER PRIMARY KEY (rowid=?)\nLIST SUBQUERY 5\nSCAN json_each VIRTUAL TABLE INDEX 1:\nSEARCH p USING INTEGER PRIMARY KEY (rowid=?)\nCORRELATED SCALAR SUBQUERY 1\nSCAN u VIRTUAL TABLE INDEX 3:\nSEARCH f USING INTEGER PRIMARY KEY (rowid=?)\nCORRELATED SCALAR SUBQUERY 2\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nCORRELATED SCALAR SUBQUERY 3\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nCORRELATED SCALAR SUBQUERY 4\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)',
  ],
  'videos of entries': [
    entrySql.videos,
    'SEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nLIST SUBQUERY 3\nSCAN json_each VIRTUAL TABLE INDEX 1:\nSEARCH j USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\nCORRELATED SCALAR SUBQUERY 1\nUSE TEMP B-TREE FOR json_group_array(ORDER BY)\nSEARCH v USING PRIMARY KEY (resultId=?)\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?)\nCORRELATED SCALAR SUBQUERY 2\nUSE TEMP B-TREE FOR json_group_array(ORDER BY)\nSEARCH v USING COVERING INDEX collection_video_of_result (resultId=?)\nSEARCH c USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'older tasks to index': [entrySql.idsBelow, 'SEARCH task USING INTEGER PRIMARY KEY (rowid<?)'],
  'tasks left to index': [entrySql.countBelow, 'SEARCH task USING INTEGER PRIMARY KEY (rowid<?)'],
  'changes to index': [entrySql.changes, 'SEARCH task_change USING INTEGER PRIMARY KEY (rowid>?)'],
  'the newest change': [entrySql.lastChange, 'SEARCH task_change'],
  'changes left to index': [entrySql.countChanges, 'SEARCH task_change USING INTEGER PRIMARY KEY (rowid>?)'],
  'names of profiles': [entrySql.profiles, 'SCAN profile'],
  'the newest task to index': [entrySql.lastTask, 'SEARCH task'],
  'the size of a selection': [
    resultSql.sizeOf,
    'SEARCH result USING INTEGER PRIMARY KEY (rowid=?)\nLIST SUBQUERY 1\nSCAN json_each VIRTUAL TABLE INDEX 1:',
  ],
  'the size of deleted videos': [
    resultSql.sizeInTrash,
    'SEARCH result USING INTEGER PRIMARY KEY (rowid=?)\nLIST SUBQUERY 1\nSCAN json_each VIRTUAL TABLE INDEX 1:',
  ],
  'the newest video': [resultSql.newest, 'SEARCH result USING COVERING INDEX result_library (storedAtMs>?)'],
  'number of takes of a request': [
    stackSql.counts,
    'SCAN CONSTANT ROW\nSCALAR SUBQUERY 1\nSEARCH s USING COVERING INDEX sqlite_autoindex_stack_1 (takeKey=?)\nSEARCH t USING COVERING INDEX stack_task_of_stack (stackId=?)\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nSCALAR SUBQUERY 3\nSEARCH s USING COVERING INDEX sqlite_autoindex_stack_1 (takeKey=?)\nSEARCH t USING COVERING INDEX stack_task_of_stack (stackId=?)\nSEARCH task USING INTEGER PRIMARY KEY (rowid=?)\nCORRELATED SCALAR SUBQUERY 2\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)',
  ],
  'newest takes of a request': [
    stackSql.newestVideos,
    'SEARCH s USING COVERING INDEX sqlite_autoindex_stack_1 (takeKey=?)\nSEARCH t USING COVERING INDEX stack_task_of_stack (stackId=?)\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nUSE TEMP B-TREE FOR ORDER BY',
  ],
  'takes of a task': [
    relativeSql.takesOf,
    'SEARCH own USING INTEGER PRIMARY KEY (rowid=?)\nSEARCH t USING COVERING INDEX stack_task_of_stack (stackId=?)\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nUSE TEMP B-TREE FOR ORDER BY',
  ],
  'stacks of videos': [
    stackSql.memberships,
    'SCAN given VIRTUAL TABLE INDEX 1:\nSEARCH r USING INTEGER PRIMARY KEY (rowid=?)\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?)\nCORRELATED SCALAR SUBQUERY 1\nSEARCH stack_top USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'videos with the same content': [
    relativeSql.sameContent,
    'SEARCH own USING INTEGER PRIMARY KEY (rowid=?)\nSEARCH r USING INDEX result_content (<expr>=?)\nSEARCH ownStack USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\nUSE TEMP B-TREE FOR ORDER BY',
  ],
  'videos that a task was made from': [
    relativeSql.sourceVideos,
    'SEARCH own USING INTEGER PRIMARY KEY (rowid=?)\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nSEARCH ownStack USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
  ],
  'videos made from a request': [
    relativeSql.derivedByTask,
    'SEARCH d USING COVERING INDEX task_source (sourceTaskId=?)\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nSEARCH ownStack USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\nSEARCH t USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\nUSE TEMP B-TREE FOR ORDER BY',
  ],
  'videos made with a reference from a video': [
    relativeSql.derivedByReference,
    'SEARCH f USING COVERING INDEX reference_source (sourceResultId=?)\nSEARCH u USING PRIMARY KEY (referenceId=?)\nSEARCH r USING INDEX sqlite_autoindex_result_1 (taskId=?)\nUSE TEMP B-TREE FOR DISTINCT\nUSE TEMP B-TREE FOR ORDER BY',
  ],
  'the top of a stack': [
    stackSql.topsBeside,
    'SEARCH given USING INTEGER PRIMARY KEY (rowid=?)\nSEARCH own USING INTEGER PRIMARY KEY (rowid=?)\nSEARCH t USING COVERING INDEX stack_task_of_stack (stackId=?)\nSEARCH r USING COVERING INDEX sqlite_autoindex_result_1 (taskId=?)\nSEARCH top USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'tasks without a take key': [stackSql.tasksBelow, 'SEARCH task USING INTEGER PRIMARY KEY (rowid<?)'],
  'the trash in order': [trashSql.trashed, 'SCAN result USING COVERING INDEX result_trash'],
  'videos in the trash that are due for purging': [
    trashSql.trashedBefore,
    'SEARCH result USING COVERING INDEX result_trash (trashedAtMs<?)',
  ],
  'the missing videos': [resultSql.missing, 'SEARCH result USING INDEX result_missing (id>?)'],
  'the number of missing videos': [resultSql.missingCount, 'SCAN result USING COVERING INDEX result_missing'],
  'stored files with the same content': [resultSql.filesWithContent, 'SEARCH result USING INDEX result_content (<expr>=?)'],
  'the library in order': [resultSql.index, 'SEARCH result USING COVERING INDEX result_library (storedAtMs>?)'],
};

test.each(Object.entries(plans))('%s', (_, [sql, plan]) => {
  expect(database.planOf(sql)).toBe(plan);
});

test('every statement of these tables has a pinned plan', () => {
  const pinned = new Set(Object.values(plans).map(([sql]) => sql));
  const all = [taskSql, resultSql, folderSql, referenceSql, promptSql, entrySql, stackSql, relativeSql].flatMap((sql) =>
    Object.values(sql),
  );
  expect(all.filter((sql) => !pinned.has(sql))).toEqual([]);
});
