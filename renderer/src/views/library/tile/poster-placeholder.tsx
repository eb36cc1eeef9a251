// What stands in the place of a poster: why there is none, where that is known, else a film.
import { Film, VideoOff } from 'lucide-react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { messages } from '../../../messages.ts';
import { isCodecUnsupported } from '../../player/codec-support.ts';

export function NoPoster({ item }: { readonly item: LibraryItem }) {
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
