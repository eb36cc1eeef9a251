// The message that replaces the picture: the file is missing, no decoder is available, or the file is damaged.
import { FileX, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { openExternally, retryDownload, reveal, useRevealLabel } from '../library/item-actions.ts';
import type { PlaybackFailure } from './playback-failure.ts';

interface PlaybackErrorProps {
  readonly item: LibraryItem;
  readonly failure: PlaybackFailure;
}

/** Shows nothing while the picture is visible. */
export function PlaybackError({ item, failure }: PlaybackErrorProps) {
  if (item.state === 'missing') {
    return (
      <ErrorBox icon={<FileX size={22} aria-hidden />} title={messages.player.fileMissing} detail={messages.library.fileMissingDetail}>
        <Button onClick={() => void retryDownload(item.resultId)}>{messages.library.downloadAgain}</Button>
      </ErrorBox>
    );
  }
  switch (failure.kind) {
    case 'none':
      return null;
    case 'no-decoder':
      return (
        <ErrorBox
          icon={<VideoOff size={22} aria-hidden />}
          title={messages.player.noDecoder(failure.codec)}
          detail={messages.player.noDecoderDetail(item.verification === 'verified', failure.playsSound)}
        >
          <OpenElsewhereButtons resultId={item.resultId} />
        </ErrorBox>
      );
    case 'unplayable':
      return (
        <ErrorBox
          icon={<VideoOff size={22} aria-hidden />}
          title={messages.player.unplayable}
          detail={item.verification === 'verified' ? messages.player.intactButUnplayable : messages.player.unplayableDetail}
        >
          <OpenElsewhereButtons resultId={item.resultId} />
        </ErrorBox>
      );
  }
}

function OpenElsewhereButtons({ resultId }: { readonly resultId: number }) {
  const revealLabel = useRevealLabel();
  return (
    <span className="flex gap-2">
      <Button onClick={() => void openExternally(resultId)}>{messages.player.openElsewhere}</Button>
      <Button onClick={() => void reveal(resultId)}>{revealLabel}</Button>
    </span>
  );
}

interface ErrorBoxProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly children: ReactNode;
}

/** Always on black, in both themes, like the picture. */
function ErrorBox({ icon, title, detail, children }: ErrorBoxProps) {
  return (
    <div role="alert" className="absolute inset-0 grid place-items-center p-6 text-white" data-theme="dark">
      <div className="flex max-w-[380px] flex-col items-center gap-3 text-center">
        {icon}
        <p className="font-semibold text-lg">{title}</p>
        <p className="text-white/75">{detail}</p>
        {children}
      </div>
    </div>
  );
}
