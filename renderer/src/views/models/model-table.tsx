// The table that compares all models. Its headers sort, arrow keys move down the names, a name opens the sheet.
import { ArrowDown, ArrowUp, Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Model } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';
import { BadgeChip } from '../create/model/model-badge.tsx';
import { badgeOf } from '../create/model/model-summary.ts';
import { type Column, cellOf, columnNames, type Order } from './model-table-facts.ts';

interface TableProps {
  readonly models: readonly Model[];
  /** null: the order of the catalogue. */
  readonly order: Order | null;
  readonly openId: string | null;
  readonly inUseId: string;
  readonly onSort: (column: Column) => void;
  readonly onOpen: (id: string) => void;
}

const headerCellClass = 'sticky top-0 z-10 border-b border-line bg-panel p-0 text-left font-normal';

/**
 * The table scrolls in both directions; headers and names stay visible. `openId` is the model whose sheet is open, `inUseId` the model of
 * the composer.
 */
export function ModelTable({ models, order, openId, inUseId, onSort, onOpen }: TableProps) {
  const body = useRef<HTMLTableSectionElement>(null);

  // When the sheet is opened from elsewhere, its row may be out of view.
  useEffect(() => {
    if (openId !== null) body.current?.querySelector(`[data-row="${CSS.escape(openId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openId]);

  const handleKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const nameButtons = [...(body.current?.querySelectorAll<HTMLElement>('[data-row] th button') ?? [])];
    const next = nameButtons[nameButtons.indexOf(document.activeElement as HTMLElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label={messages.modelBrowser.title} tabIndex={0} className="min-w-0 flex-1 overflow-auto outline-offset-[-2px]">
      <table className="w-full border-separate border-spacing-0 text-[12px]">
        <TableHead order={order} onSort={onSort} />
        <tbody ref={body} onKeyDown={handleKeyDown}>
          {models.map((model) => (
            <TableRow key={model.id} model={model} isOpen={model.id === openId} isInUse={model.id === inUseId} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TableHead({ order, onSort }: Pick<TableProps, 'order' | 'onSort'>) {
  return (
    <thead>
      <tr>
        {columnNames.map((column) => (
          <th
            key={column}
            scope="col"
            aria-sort={order?.column === column ? (order.descending ? 'descending' : 'ascending') : undefined}
            className={`${headerCellClass} ${column === 'name' ? 'left-0 z-20' : ''}`}
          >
            <button
              type="button"
              onClick={() => onSort(column)}
              className="flex h-8 w-full items-center gap-1 px-2.5 text-sm font-semibold whitespace-nowrap text-dim outline-offset-[-2px] hover:text-text"
            >
              {messages.modelBrowser.columns[column]}
              {order?.column === column && (order.descending ? <ArrowDown size={11} aria-hidden /> : <ArrowUp size={11} aria-hidden />)}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface TableRowProps {
  readonly model: Model;
  readonly isOpen: boolean;
  readonly isInUse: boolean;
  readonly onOpen: (id: string) => void;
}

function TableRow({ model, isOpen, isInUse, onOpen }: TableRowProps) {
  return (
    <tr data-row={model.id} className={isOpen ? 'bg-accent-soft' : 'hover:bg-hover'}>
      <th scope="row" className={`sticky left-0 border-b border-line p-0 text-left font-normal ${isOpen ? 'bg-raised' : 'bg-panel'}`}>
        <button
          type="button"
          aria-current={isOpen ? 'true' : undefined}
          onClick={() => onOpen(model.id)}
          className="flex w-full min-w-[200px] items-center gap-1.5 px-2.5 py-1.5 text-left outline-offset-[-2px]"
        >
          <span className="font-medium whitespace-nowrap">{model.name}</span>
          {badgeOf(model) !== 'stable' && <BadgeChip badge={badgeOf(model)} />}
          {isInUse && <Check size={13} className="flex-none text-accent" aria-label={messages.modelBrowser.inUse} />}
        </button>
      </th>
      {columnNames.slice(1).map((column) => (
        <td key={column} className="border-b border-line px-2.5 py-1.5 whitespace-nowrap text-dim">
          {cellOf(model, column)}
        </td>
      ))}
    </tr>
  );
}
