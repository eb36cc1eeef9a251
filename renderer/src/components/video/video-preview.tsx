// The first frame of a video that is given to a model, or an icon when it cannot be shown.
import { VideoOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { messages } from '../../messages.ts';
import { failureOfError, failureOfPicture, type PreviewFailure } from './preview-failure.ts';

interface Props {
  /** `studio-media://` URL of the video. */
  readonly address: string;
  /** The accessible name; without it, the preview is decorative. */
  readonly name?: string;
}

/** True when the file behind an address can be read. */
async function isReadable(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { headers: { range: 'bytes=0-0' } })).ok;
  } catch {
    // A failed request means the same: nothing can be read.
    return false;
  }
}

/**
 * A still preview, without sound and controls. When it fails, a crossed-out camera says why on hover: no decoder on this computer, or a
 * damaged file.
 */
export function VideoPreview({ address, name }: Props) {
  const [failure, setFailure] = useState<PreviewFailure>('none');
  const currentAddress = useRef(address);
  currentAddress.current = address;
  const handleError = async (code: number | undefined): Promise<void> => {
    const nextFailure = failureOfError(code, await isReadable(address));
    // The preview may show another file by now.
    if (currentAddress.current === address) setFailure(nextFailure);
  };
  if (failure !== 'none') {
    const text = failure === 'no-decoder' ? messages.player.noDecoder(null) : messages.player.unplayable;
    return (
      <span className="grid size-full place-items-center text-faint" title={text}>
        <VideoOff aria-label={text} className="size-5" />
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
      onError={({ currentTarget }) => void handleError(currentTarget.error?.code)}
      onLoadedMetadata={({ currentTarget }) => setFailure(failureOfPicture(currentTarget.videoWidth))}
    />
  );
}
