// A dialog for choosing a stored video and, for a picture, one of its frames.
import { ArrowLeft } from 'lucide-react';
import { type ComponentProps, type RefObject, useRef, useState } from 'react';
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
  const frame = useChosenFrame(chosen, target, onClose);
  const choose = (item: LibraryItem): void => {
    if (kind === 'frame') {
      setChosen(item);
      return;
    }
    onClose();
    void addVideoAsReference(item, target).then(focusSlotAfterPopup);
  };
  // Both steps share one dialog: a second dialog would open anew and take the focus from the seek bar.
  return (
    <Dialog
      open
      onClose={onClose}
      widthPixels={840}
      {...(chosen === null ? videoStep(list) : frameStep(chosen, frame, () => setChosen(null)))}
    >
      {chosen === null ? (
        <VideoGrid needsFrames={kind === 'frame'} list={list} onChoose={choose} />
      ) : (
        <FrameScrubber item={chosen} video={frame.video} onUseFrame={frame.take} />
      )}
    </Dialog>
  );
}

/** The video element of the second step, and the function that takes its visible frame. */
interface ChosenFrame {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly isTaking: boolean;
  take(): void;
}

function useChosenFrame(item: LibraryItem | null, target: PlacementTarget, onClose: () => void): ChosenFrame {
  const [isTaking, setIsTaking] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const take = async (): Promise<void> => {
    if (item === null || video.current === null || isTaking) return;
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
  return { video, isTaking, take: () => void take() };
}

type StepProps = Pick<ComponentProps<typeof Dialog>, 'title' | 'description' | 'footer' | 'initialFocus'>;

/** The dialog of the first step: all videos. */
const videoStep = (list: RefObject<HTMLDivElement | null>): StepProps => ({
  title: messages.frames.pickVideo,
  description: messages.frames.pickVideoDetail,
  initialFocus: list,
});

/** The dialog of the second step: a frame of the chosen video. */
const frameStep = (item: LibraryItem, { isTaking, take }: ChosenFrame, onBack: () => void): StepProps => ({
  title: messages.frames.pickFrame,
  description: (
    <>
      <span dir="auto" className="block truncate">
        {promptOf(item)}
      </span>
      {messages.frames.pickFrameDetail}
    </>
  ),
  footer: (
    <>
      <Button variant="ghost" className="mr-auto" onClick={onBack}>
        <ArrowLeft size={14} aria-hidden />
        {messages.frames.back}
      </Button>
      <Button variant="primary" disabled={isTaking} onClick={take}>
        {isTaking ? messages.frames.extracting : messages.frames.use}
      </Button>
    </>
  ),
});
