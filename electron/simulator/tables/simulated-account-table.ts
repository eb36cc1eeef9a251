// The credits of each account, and the ledger: one entry for each reservation, charge and refund of an accepted generation.
import { z } from 'zod';
import type { SimulatorDatabase } from './simulator-database.ts';
import { prepareQuery, prepareSelect } from './simulator-rows.ts';

/** One entry in the ledger of an account, in credits. */
export interface LedgerEntry {
  /** Milliseconds of the simulator's clock. */
  readonly atMs: number;
  readonly account: string;
  readonly taskId: string;
  readonly kind: 'reserved' | 'charged' | 'refunded';
  readonly credits: number;
  /** The account's credits after this entry. */
  readonly balance: number;
}

const unitsPerCredit = 10_000;
/** Converts credits to UC (10,000 to a credit, as in the official client's fixtures). */
export const toUnits = (credits: number): number => Math.round(credits * unitsPerCredit);
/** Converts UC to credits. */
export const toCredits = (units: number): number => units / unitsPerCredit;

/** The accounts and their ledger. Amounts are in UC, except for `credits` and in the ledger. */
export interface AccountTable {
  /** Returns the remaining and the used credits. The first call for an account opens it with `credits`. */
  balance(account: string, credits: number): { readonly remainingUc: number; readonly usedUc: number };
  /** Reserves credits for an accepted task. */
  reserve(account: string, taskId: string, amountUc: number, atMs: number): void;
  /** Releases the reservation of a completed task and charges its price. */
  charge(account: string, taskId: string, reservedUc: number, priceUc: number, atMs: number): void;
  /** Refunds the reservation of a task that failed or was cancelled. */
  refund(account: string, taskId: string, reservedUc: number, atMs: number): void;
  /** Sets the credits of every existing account. */
  setAll(credits: number): void;
  /** Returns all entries of all accounts, oldest first. */
  ledger(): readonly LedgerEntry[];
}

const ledgerRow = z.object({
  at_ms: z.number(),
  account: z.string(),
  task_id: z.string(),
  kind: z.enum(['reserved', 'charged', 'refunded']),
  amount_uc: z.number(),
  balance_uc: z.number(),
});
const accountRow = z.object({ remaining_uc: z.number(), used_uc: z.number() });
const remainingRow = accountRow.pick({ remaining_uc: true });

/** Prepares the statements of the table. */
export function createAccountTable(database: SimulatorDatabase): AccountTable {
  const open = database.prepare('INSERT INTO accounts (id, remaining_uc) VALUES (?, ?) ON CONFLICT (id) DO NOTHING');
  const read = prepareSelect<[string], typeof accountRow>(database, accountRow, 'FROM accounts WHERE id = ?');
  const change = prepareQuery<[number, number, string], typeof remainingRow>(
    database,
    remainingRow,
    'UPDATE accounts SET remaining_uc = remaining_uc + ?, used_uc = used_uc + ? WHERE id = ? RETURNING remaining_uc',
  );
  const setAll = database.prepare('UPDATE accounts SET remaining_uc = ?');
  const insert = database.prepare('INSERT INTO ledger (at_ms, account, task_id, kind, amount_uc, balance_uc) VALUES (?, ?, ?, ?, ?, ?)');
  const all = prepareSelect<[], typeof ledgerRow>(database, ledgerRow, 'FROM ledger ORDER BY number');

  /** Changes the credits of an account by `deltaUc` and its used credits by `usedUc`, and adds the entry. Throws if the account is not open. */
  const addEntry = (
    account: string,
    taskId: string,
    kind: LedgerEntry['kind'],
    amountUc: number,
    deltaUc: number,
    usedUc: number,
    atMs: number,
  ): void => {
    const updatedRow = change.get(deltaUc, usedUc, account);
    if (!updatedRow) throw new Error(`no account ${account}`);
    insert.run(atMs, account, taskId, kind, amountUc, updatedRow.remaining_uc);
  };

  return {
    balance(account, credits) {
      open.run(account, toUnits(credits));
      const row = read.get(account);
      return { remainingUc: row?.remaining_uc ?? 0, usedUc: row?.used_uc ?? 0 };
    },
    reserve: (account, taskId, amountUc, atMs) => addEntry(account, taskId, 'reserved', amountUc, -amountUc, 0, atMs),
    charge: (account, taskId, reservedUc, priceUc, atMs) =>
      addEntry(account, taskId, 'charged', priceUc, reservedUc - priceUc, priceUc, atMs),
    refund: (account, taskId, reservedUc, atMs) => addEntry(account, taskId, 'refunded', reservedUc, reservedUc, 0, atMs),
    setAll: (credits) => void setAll.run(toUnits(credits)),
    ledger: () =>
      all.all().map((row) => ({
        atMs: row.at_ms,
        account: row.account,
        taskId: row.task_id,
        kind: row.kind,
        credits: toCredits(row.amount_uc),
        balance: toCredits(row.balance_uc),
      })),
  };
}
