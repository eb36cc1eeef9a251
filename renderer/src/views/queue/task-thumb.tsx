// What stands for a task that has no picture yet: its first image reference, else the first letter of its vendor.
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { fileKindOf, findModel } from '../../../../shared/models/index.ts';

export function TaskThumb({ request }: { readonly request: GenerationRequest }) {
  const image = request.references.find(({ role }) => fileKindOf(role) === 'image');
  return (
    <span
      aria-hidden
      className="grid aspect-[16/10] w-[84px] shrink-0 place-items-center overflow-hidden rounded-control border border-line bg-bg text-lg font-semibold text-faint"
    >
      {image === undefined ? (
        (findModel(request.model)?.vendor ?? request.model).charAt(0).toUpperCase()
      ) : (
        <img src={`studio-media://reference/${image.referenceId}`} alt="" className="size-full object-cover" />
      )}
    </span>
  );
}
