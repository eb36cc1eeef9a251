// The picture of a task without a poster: its first image reference, otherwise the monogram of its model.
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { fileKindOf, formFor } from '../../../../shared/models/index.ts';
import { Monogram } from '../create/model/vendor-mark.tsx';

/** A decorative picture, 84 pixels wide. */
export function TaskThumb({ request }: { readonly request: GenerationRequest }) {
  const image = request.references.find(({ role }) => fileKindOf(role) === 'image');
  return (
    <span
      aria-hidden
      className="grid aspect-[16/10] w-[84px] shrink-0 place-items-center overflow-hidden rounded-control border border-line bg-bg"
    >
      {image === undefined ? (
        <Monogram vendor={formFor(request.model).vendor} name={formFor(request.model).name} />
      ) : (
        <img src={`studio-media://reference/${image.referenceId}`} alt="" className="size-full object-cover" />
      )}
    </span>
  );
}
