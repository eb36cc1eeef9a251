// The first picture of a video that is given to a model; a film where this computer cannot decode it, which says nothing against the file.
import { VideoOff } from 'lucide-react';
import { useState } from 'react';
import { words } from '../words.ts';

interface Props {
  readonly address: string;
  /** Read out; without one the preview is decoration. */
  readonly name?: string;
}

export function VideoPreview({ address, name }: Props) {
  const [isBlind, setBlind] = useState(false);
  if (isBlind) {
    return (
      <span className="grid size-full place-items-center text-faint" title={words.player.noDecoder(null)}>
        <VideoOff aria-label={words.player.noDecoder(null)} className="size-5" />
      </span>
    );
  }
  return (
    <video
      src={address}
      muted
      preload="metadata"
      {...(name === undefined ? {} : { 'aria-label': name })}
      className="size-full object-contain"
      onError={() => setBlind(true)}
      // A picture track without a decoder is dropped; with sound beside it that is no error.
      onLoadedMetadata={({ currentTarget }) => setBlind(currentTarget.videoWidth === 0)}
    />
  );
}
