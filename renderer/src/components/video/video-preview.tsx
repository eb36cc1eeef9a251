// The first picture of a video that is given to a model; a film where there is none to show.
import { VideoOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { messages } from '../../messages.ts';
import { failureOfError, failureOfPicture, type PreviewFailure } from './preview-failure.ts';

interface Props {
  readonly address: string;
  /** Read out; without one the preview is decoration. */
  readonly name?: string;
}

/** Whether the file behind an address can be read. */
async function isThere(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { headers: { range: 'bytes=0-0' } })).ok;
  } catch {
    // No answer at all is one as well: nothing can be read.
    return false;
  }
}

export function VideoPreview({ address, name }: Props) {
  const [trouble, setTrouble] = useState<PreviewFailure>('none');
  const shown = useRef(address);
  shown.current = address;
  const failed = async (code: number | undefined): Promise<void> => {
    const found = failureOfError(code, await isThere(address));
    // Meanwhile another file may stand here.
    if (shown.current === address) setTrouble(found);
  };
  if (trouble !== 'none') {
    const said = trouble === 'no-decoder' ? messages.player.noDecoder(null) : messages.player.broken;
    return (
      <span className="grid size-full place-items-center text-faint" title={said}>
        <VideoOff aria-label={said} className="size-5" />
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
      onError={({ currentTarget }) => void failed(currentTarget.error?.code)}
      onLoadedMetadata={({ currentTarget }) => setTrouble(failureOfPicture(currentTarget.videoWidth))}
    />
  );
}
