// A button that fixes an issue of a picture.
import { useMemo } from 'react';
import { fixableTogether, fixFor } from '../../../../../shared/fixing/index.ts';
import { checkRequest, type Issue } from '../../../../../shared/models/index.ts';
import { BusyIcon } from '../../../components/busy-icon.tsx';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useComposer } from '../composer-store.ts';
import { useFixing } from './fixing-store.ts';
import { startFix } from './start-fix.ts';

/** A button below the text of an issue. Renders nothing when changing the picture cannot fix the issue. */
export function FixButton({ issue }: { readonly issue: Issue }) {
  const request = useComposer((s) => s.request);
  const references = useComposer((s) => s.references);
  const busyIds = useFixing((s) => s.busyIds);
  const fixes = useMemo(() => {
    const fixable = fixFor(issue, request, references);
    return fixable && { fixable, sameFix: fixableTogether(fixable, checkRequest(request, references), request, references) };
  }, [issue, request, references]);
  if (fixes === null) return null;

  const { fixable, sameFix } = fixes;
  const id = fixable.reference.id;
  const ids = sameFix.map(({ reference }) => reference.id);
  const isBusy = busyIds.includes(id);
  const handlePress = (pressedIds: readonly number[]): void => startFix(fixable.fix, id, fixable.fix === 'shape' ? ids : pressedIds);
  return (
    <span className="mt-1.5 flex gap-1.5">
      <Button size="small" aria-disabled={isBusy} onClick={() => isBusy || handlePress([id])}>
        {isBusy && <BusyIcon className="size-3" />}
        {isBusy ? messages.fixing.working : messages.fixing.button[fixable.fix]}
      </Button>
      {fixable.fix !== 'shape' && ids.length > 1 && !isBusy && (
        <Button size="small" variant="ghost" onClick={() => handlePress(ids)}>
          {messages.fixing.all(ids.length)}
        </Button>
      )}
    </span>
  );
}
