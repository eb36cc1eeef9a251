// The picture that an element was made from, or an icon if there is none to show.
import { Film, UserRound } from 'lucide-react';
import type { AccountElement } from '../../../../../shared/ipc.ts';

/** A small square picture. `element` is null when only the id of the element is known. */
export function ElementThumb({ element }: { readonly element: AccountElement | null }) {
  const Icon = element?.from === 'video' ? Film : UserRound;
  return (
    <span className="relative grid size-9 flex-none place-items-center overflow-hidden rounded-control bg-hover text-faint">
      <Icon size={15} aria-hidden />
      {element?.from === 'images' && element.referenceId !== null && (
        <img
          src={`studio-media://reference/${element.referenceId}`}
          alt=""
          draggable={false}
          // A missing picture is removed, so that the icon behind it appears.
          onError={({ currentTarget }) => currentTarget.remove()}
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}
