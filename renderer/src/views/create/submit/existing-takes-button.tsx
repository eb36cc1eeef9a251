// The button beside the estimate that shows how many takes this request already has, and opens them.
import { Layers2 } from 'lucide-react';
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { messages } from '../../../messages.ts';
import { showStage } from '../../../store/studio-store.ts';
import { showInLibrary } from '../../library/show-in-library.ts';
import { useExistingTakes } from './use-existing-takes.ts';

/** Shown only if the request has takes. It never prevents a press of Generate. */
export function ExistingTakesButton({ request }: { readonly request: GenerationRequest }) {
  const existing = useExistingTakes(request);
  if (existing === null) return null;
  const hasVideos = existing.resultIds.length > 0;
  return (
    <button
      type="button"
      title={hasVideos ? messages.takes.showInLibrary : messages.takes.showInQueue}
      onClick={() => (hasVideos ? showInLibrary(existing.resultIds) : showStage({ kind: 'queue' }))}
      className="inline-flex min-h-6 flex-none items-center gap-1.5 rounded-control px-1 text-text hover:bg-hover hover:underline"
    >
      <Layers2 aria-hidden className="size-3.5 flex-none text-dim" />
      {messages.takes.alreadyMade(existing.videoCount, existing.inProgressCount)}
    </button>
  );
}
