// "Use Seedance 1.5 Pro instead": other models for a request that the service refuses for the chosen one.
import type { Model } from '../../../../shared/models/index.ts';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';

/** One button per model; shows nothing without models. */
export function AlternativeModelButtons({ models, onUse }: { readonly models: readonly Model[]; readonly onUse: (model: string) => void }) {
  if (models.length === 0) return null;
  return (
    <div className="mt-1.5 flex flex-wrap gap-1.5">
      {models.map(({ id, name }) => (
        <Button key={id} size="small" onClick={() => onUse(id)}>
          {messages.queue.modelInstead(name)}
        </Button>
      ))}
    </div>
  );
}
