// The placeholder for a poster: the reason why there is none, if it is known, otherwise a film icon.
import { Film, VideoOff } from 'lucide-react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { messages } from '../../../messages.ts';
import { isCodecUnsupported } from '../../player/codec-support.ts';

/** Says that this computer has no decoder for the codec, or shows a film icon while the poster is being made or has failed. */
export function PosterPlaceholder({ item }: { readonly item: LibraryItem }) {
  if (item.codec === null || !isCodecUnsupported(item))
    return <Film size={22} aria-hidden className="absolute inset-0 m-auto text-white/35" />;
  return (
    <span className="absolute inset-0 grid place-items-center px-3 pb-6 text-center text-sm text-white/80">
      <span className="inline-flex items-center gap-1.5">
        <VideoOff size={14} aria-hidden className="flex-none" />
        {messages.player.noDecoderShort(item.codec)}
      </span>
    </span>
  );
}
