// Every statement about `action_log` and `action_part`, the log of actions that can be undone. Only `core/undo/action-log.ts` may call the
// statements that write.

import { z } from 'zod';
import { actionKinds } from '../../../shared/actions/action.ts';
import type { Database } from '../database.ts';
import { booleanInteger, integer, json, text } from '../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../rows/row-shape.ts';
import { insertSql, selectList, withoutColumns } from '../sql-columns.ts';

/** Columns of `action_log`. */
export const actionRow = defineRow('action_log', {
  id: integer,
  doneAtMs: integer,
  kind: z.enum(actionKinds),
  /** Items that it changed. */
  itemCount: integer,
  /** The item that is mentioned in the action's name; empty if the name mentions none. */
  subject: text,
});
/** One action of the user, with the data that its name is built from. Its parts are rows of `action_part`. */
export type ActionRow = RowOf<typeof actionRow>;

/** Columns of `action_part`. */
export const actionPartRow = defineRow(
  'action_part',
  {
    actionId: integer,
    position: integer,
    /** JSON of `ActionChanges` of core/undo/replay.ts. */
    changes: json,
    undone: booleanInteger,
  },
  'actionId',
);
/** The changes of one transaction of an action. */
export type ActionPartRow = RowOf<typeof actionPartRow>;

const parts = `SELECT ${selectList(actionPartRow.columns)} FROM action_part WHERE undone = :undone`;

/** The SQL statements. Exported for the tests of their query plans. */
export const actionSql = {
  get: `SELECT ${selectList(actionRow.columns)} FROM action_log WHERE id = :id`,
  nextToUndo: `${parts} ORDER BY actionId DESC, position DESC LIMIT 1`,
  nextToRedo: `${parts} ORDER BY actionId, position LIMIT 1`,
  idToUndo: 'SELECT actionId AS n FROM action_part WHERE undone = 0 ORDER BY actionId DESC, position DESC LIMIT 1',
  idToRedo: 'SELECT actionId AS n FROM action_part WHERE undone = 1 ORDER BY actionId, position LIMIT 1',
  partCount: 'SELECT count(*) AS n FROM action_part WHERE actionId = :id',
  undoneCount: 'SELECT count(*) AS n FROM action_part WHERE actionId = :id AND undone = 1',
  dropUndone: 'DELETE FROM action_part WHERE undone = 1 AND actionId <> :exceptId',
  dropEmpty: 'DELETE FROM action_log WHERE id >= :fromId AND NOT EXISTS (SELECT 1 FROM action_part p WHERE p.actionId = action_log.id)',
  prune: `DELETE FROM action_log WHERE id <= (SELECT id FROM action_log ORDER BY id DESC LIMIT 1 OFFSET :keptCount) OR doneAtMs < :beforeMs`,
} as const;

const numberRow = integerRow('action_part', 'n');

/** Statements about the log. */
export interface ActionTable {
  get(id: number): ActionRow | undefined;
  /** The newest part of the newest action that is not undone. */
  nextToUndo(): ActionPartRow | undefined;
  /** The oldest part of the oldest action that is undone. */
  nextToRedo(): ActionPartRow | undefined;
  /** The id of the action that `nextToUndo` or `nextToRedo` reads, even if its rows do not parse; undefined if there is none. */
  nextId(direction: 'undo' | 'redo'): number | undefined;
  /** Sets `undone` in all parts of an action without reading them. */
  setAllUndone(id: number, undone: 0 | 1): void;
  /** Number of parts of an action, and how many of them are undone. */
  partCounts(id: number): { readonly all: number; readonly undone: number };
  /** Returns the id of the new row. */
  insert(row: Omit<ActionRow, 'id'>): number;
  addItems(id: number, count: number): void;
  addPart(row: ActionPartRow): void;
  setUndone(part: Pick<ActionPartRow, 'actionId' | 'position'>, undone: 0 | 1): void;
  /** Deletes all undone parts of other actions than `exceptId`, so that they can no longer be redone, and all actions without parts. */
  dropUndone(exceptId: number): void;
  /** Deletes all actions but the newest `keptCount`, and all actions done before `beforeMs`. */
  prune(keptCount: number, beforeMs: number): void;
}

/** Prepares the statements. */
export function createActionTable(database: Database): ActionTable {
  const get = database.query<{ id: number }, ActionRow>('action.get', actionSql.get, actionRow);
  const nextToUndo = database.query<{ undone: 0 | 1 }, ActionPartRow>('action.nextToUndo', actionSql.nextToUndo, actionPartRow);
  const nextToRedo = database.query<{ undone: 0 | 1 }, ActionPartRow>('action.nextToRedo', actionSql.nextToRedo, actionPartRow);
  const partCount = database.query<{ id: number }, { n: number }>('action.partCount', actionSql.partCount, numberRow);
  const undoneCount = database.query<{ id: number }, { n: number }>('action.undoneCount', actionSql.undoneCount, numberRow);
  const idToUndo = database.query<object, { n: number }>('action.idToUndo', actionSql.idToUndo, numberRow);
  const idToRedo = database.query<object, { n: number }>('action.idToRedo', actionSql.idToRedo, numberRow);
  const setAllUndone = database.prepare<{ id: number; undone: 0 | 1 }>(
    'action.setAllUndone',
    'UPDATE action_part SET undone = :undone WHERE actionId = :id',
  );
  const insert = database.prepare<Omit<ActionRow, 'id'>>('action.insert', insertSql('action_log', withoutColumns(actionRow.columns, 'id')));
  const addItems = database.prepare<{ id: number; count: number }>(
    'action.addItems',
    'UPDATE action_log SET itemCount = itemCount + :count WHERE id = :id',
  );
  const addPart = database.prepare<ActionPartRow>('action.addPart', insertSql('action_part', actionPartRow.columns));
  const setUndone = database.prepare<Omit<ActionPartRow, 'changes'>>(
    'action.setUndone',
    'UPDATE action_part SET undone = :undone WHERE actionId = :actionId AND position = :position',
  );
  const dropUndone = database.prepare<{ exceptId: number }>('action.dropUndone', actionSql.dropUndone);
  const dropEmpty = database.prepare<{ fromId: number }>('action.dropEmpty', actionSql.dropEmpty);
  const prune = database.prepare<{ keptCount: number; beforeMs: number }>('action.prune', actionSql.prune);
  return {
    get: (id) => get.get({ id }),
    nextToUndo: () => nextToUndo.get({ undone: 0 }),
    nextToRedo: () => nextToRedo.get({ undone: 1 }),
    nextId: (direction) => (direction === 'undo' ? idToUndo : idToRedo).get({})?.n,
    setAllUndone(id, undone) {
      setAllUndone.run({ id, undone });
    },
    partCounts: (id) => ({ all: partCount.get({ id })?.n ?? 0, undone: undoneCount.get({ id })?.n ?? 0 }),
    insert: (row) => insert.run(row).id,
    addItems(id, count) {
      addItems.run({ id, count });
    },
    addPart(row) {
      addPart.run(row);
    },
    setUndone({ actionId, position }, undone) {
      setUndone.run({ actionId, position, undone });
    },
    dropUndone(exceptId) {
      const first = nextToRedo.get({ undone: 1 });
      if (first === undefined) return;
      dropUndone.run({ exceptId });
      dropEmpty.run({ fromId: first.actionId });
    },
    prune(keptCount, beforeMs) {
      prune.run({ keptCount, beforeMs });
    },
  };
}
