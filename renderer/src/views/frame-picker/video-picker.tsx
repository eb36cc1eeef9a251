// A dialog for choosing a stored video and, if a picture is wanted, one of its frames.
import { ArrowLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { messages } from '../../messages.ts';
import type { PlacementTarget } from '../create/references/add-references.ts';
import { promptOf } from '../library/item-actions.ts';
import { focusSlotAfterPopup } from '../slot-menu/focus-after-popup.ts';
import { addShownFrame, addVideoAsReference } from '../slot-menu/use-as-reference.ts';
import { FrameScrubber } from './frame-scrubber.tsx';
import { VideoGrid } from './video-grid.tsx';

interface Props {
  /** A frame of the video, or the video itself. */
  readonly kind: 'frame' | 'video';
  readonly target: PlacementTarget;
  onClose(): void;
}

/** Shows all videos first and then, for a frame, the scrubber. The chosen file goes to `target`, and the focus to its slot. */
export function VideoPicker({ kind, target, onClose }: Props) {
  const [chosen, setChosen] = useState<LibraryItem | null>(null);
  const list = useRef<HTMLDivElement>(null);
  if (chosen !== null) return <FrameDialog item={chosen} target={target} onBack={() => setChosen(null)} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={messages.frames.pickVideo}
      description={messages.frames.pickVideoDetail}
      widthPixels={840}
      initialFocus={list}
    >
      <VideoGrid
        needsFrames={kind === 'frame'}
        list={list}
        onChoose={(item) => {
          if (kind === 'frame') return setChosen(item);
          onClose();
          void addVideoAsReference(item, target).then(focusSlotAfterPopup);
        }}
      />
    </Dialog>
  );
}

interface FrameDialogProps extends Pick<Props, 'target' | 'onClose'> {
  readonly item: LibraryItem;
  onBack(): void;
}

/** The second step: the frame of the chosen video. */
function FrameDialog({ item, target, onBack, onClose }: FrameDialogProps) {
  const [isTaking, setIsTaking] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const take = async (): Promise<void> => {
    if (video.current === null || isTaking) return;
    setIsTaking(true);
    try {
      const role = await addShownFrame(item, video.current, target);
      onClose();
      focusSlotAfterPopup(role);
    } finally {
      // Also runs when the frame cannot be drawn and the call throws: the button must not stay disabled.
      setIsTaking(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={messages.frames.pickFrame}
      description={
        <>
          <span dir="auto" className="block truncate">
            {promptOf(item)}
          </span>
          {messages.frames.pickFrameDetail}
        </>
      }
      widthPixels={840}
      footer={
        <>
          <Button variant="ghost" className="mr-auto" onClick={onBack}>
            <ArrowLeft size={14} aria-hidden />
            {messages.frames.back}
          </Button>
          <Button variant="primary" disabled={isTaking} onClick={() => void take()}>
            {isTaking ? messages.frames.extracting : messages.frames.use}
          </Button>
        </>
      }
    >
      <FrameScrubber item={item} video={video} onUseFrame={() => void take()} />
    </Dialog>
  );
}
