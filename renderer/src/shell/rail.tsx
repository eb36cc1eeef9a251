// The narrow navigation bar on the left.
import { LayoutGrid, ListVideo, Settings } from 'lucide-react';
import type { ComponentType } from 'react';
import { messages } from '../messages.ts';
import { type Stage, selectTasks, showStage, useStudio } from '../store/studio-store.ts';
import { countOpenTasks, sectionCounts } from '../views/queue/queue-sections.ts';

type RailEntry = 'library' | 'queue' | 'settings';

const entries: readonly { readonly kind: RailEntry; readonly Icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }> }[] = [
  { kind: 'library', Icon: LayoutGrid },
  { kind: 'queue', Icon: ListVideo },
  { kind: 'settings', Icon: Settings },
];

/** The entry of the rail to highlight for a stage; null for a batch and for the models, which have no entry. */
function activeEntryOf(stage: Stage): RailEntry | null {
  switch (stage.kind) {
    case 'player':
      return 'library';
    case 'batch':
    case 'models':
      return null;
    default:
      return stage.kind;
  }
}

/** The buttons for library, queue and settings. The queue has a badge with the number of open tasks, "99+" above 99. */
export function Rail() {
  const activeEntry = useStudio((s) => activeEntryOf(s.stage));
  const openCount = useStudio((s) => countOpenTasks(sectionCounts(selectTasks(s).values())));
  return (
    <nav
      aria-label={messages.app.navigation}
      className="flex flex-col items-center gap-0.5 border-r border-line bg-panel py-2 [grid-area:rail]"
    >
      {entries.map(({ kind, Icon }) => (
        <button
          key={kind}
          type="button"
          aria-current={activeEntry === kind ? 'page' : undefined}
          onClick={() => showStage({ kind })}
          className={`relative grid h-[50px] w-[52px] place-items-center content-center gap-[3px] rounded-panel text-xs ${kind === 'settings' ? 'mt-auto' : ''} ${
            activeEntry === kind ? 'bg-accent-soft text-text [&>svg]:text-accent' : 'text-dim hover:bg-hover hover:text-text'
          }`}
        >
          <Icon size={18} aria-hidden />
          {messages.app.views[kind]}
          {kind === 'queue' && openCount > 0 && (
            <span
              role="img"
              aria-label={messages.app.live(openCount)}
              className="absolute top-[5px] left-[26px] rounded-full bg-accent px-1 text-[10px] leading-[14px] font-semibold text-accent-ink"
            >
              {openCount > 99 ? '99+' : openCount}
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
