// Everything known about the models: a table that can be searched, filtered and sorted, and the sheet of one model. Needs no network.
import { Boxes, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { findModel, type ModelFilter, models } from '../../../../shared/models/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { messages } from '../../messages.ts';
import { showStage } from '../../store/studio-store.ts';
import { useComposer } from '../create/composer-store.ts';
import { FilterChips } from '../create/model/filter-chips.tsx';
import { findModels } from '../create/model/model-summary.ts';
import { ModelSheet } from './model-sheet.tsx';
import { ModelTable } from './model-table.tsx';
import { type Order, orderAfterPress, sortModels } from './model-table-facts.ts';

/** The stage `models`. `modelId`: the model whose sheet is open; null, or an unknown id, shows the table alone. */
export function ModelsStage({ modelId }: { readonly modelId: string | null }) {
  const request = useComposer((s) => s.request);
  const references = useComposer((s) => s.references);
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState<readonly ModelFilter[]>([]);
  const [order, setOrder] = useState<Order | null>(null);
  const text = messages.modelBrowser;

  const found = useMemo(() => findModels(query, filters, { request, references }), [query, filters, request, references]);
  const shown = order === null ? found : sortModels(found, order);
  const open = modelId === null ? undefined : findModel(modelId);
  const openModel = (id: string | null): void => showStage({ kind: 'models', modelId: id });

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ModelsHeader foundCount={found.length} query={query} onQueryChange={setQuery} />
      <FilterChips chosen={filters} hasFiles={request.references.length > 0} onChange={setFilters} />
      <div className="flex min-h-0 flex-1">
        {shown.length === 0 ? (
          <div className="min-w-0 flex-1">
            <EmptyState
              icon={<Boxes size={22} aria-hidden />}
              title={text.none}
              detail={text.noneDetail}
              action={
                <Button
                  onClick={() => {
                    setQuery('');
                    setFilters([]);
                  }}
                >
                  {text.clear}
                </Button>
              }
            />
          </div>
        ) : (
          <ModelTable
            models={shown}
            order={order}
            openId={open?.id ?? null}
            inUseId={request.model}
            onSort={(column) =>
              setOrder(
                order === null
                  ? { column, descending: orderAfterPress({ column: 'name', descending: true }, column).descending }
                  : orderAfterPress(order, column),
              )
            }
            onOpen={openModel}
          />
        )}
        {open !== undefined && (
          <ModelSheet key={open.id} model={open} isInUse={open.id === request.model} onClose={() => openModel(null)} />
        )}
      </div>
    </div>
  );
}

interface HeaderProps {
  readonly foundCount: number;
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
}

function ModelsHeader({ foundCount, query, onQueryChange }: HeaderProps) {
  const text = messages.modelBrowser;
  return (
    <header className="flex h-11 shrink-0 items-center gap-2.5 border-line border-b px-3.5">
      <h2 className="font-semibold text-[13.5px]">{text.title}</h2>
      <span role="status" className="text-dim">
        {text.count(foundCount, models.length)}
      </span>
      <label className="ml-auto flex h-[28px] w-[260px] min-w-0 items-center gap-1.5 rounded-control border border-line-strong bg-bg px-2 focus-within:border-accent">
        <Search size={13} className="flex-none text-faint" aria-hidden />
        <input
          dir="auto"
          type="search"
          aria-label={text.search}
          placeholder={text.searchHint}
          value={query}
          onChange={({ target }) => onQueryChange(target.value)}
          className="min-w-0 flex-1 select-text bg-transparent outline-none"
        />
      </label>
    </header>
  );
}
