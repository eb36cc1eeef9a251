// One video being shown: the black room with the picture, the controls below it, and the keys.
import { FileX, VideoOff } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { layoutScript } from '../../input/key-meaning.ts';
import { messages } from '../../messages.ts';
import { showStage, useStudio } from '../../store/studio-store.ts';
import { useFrameUse } from '../frame-picker/use-frame-button.tsx';
import { openExternally, retryDownload, reveal, useRevealLabel } from '../library/item-actions.ts';
import { hasDecoder } from './codec-support.ts';
import { assumedFramesPerSecond } from './frame-math.ts';
import { keyPlace } from './key-target.ts';
import { usePlayback } from './playback.ts';
import { type PlaybackFailure, playbackFailure } from './playback-failure.ts';
import { PlayerControls, type UnavailableControls } from './player-controls.tsx';
import { commandOf, type PlayerCommand } from './player-keys.ts';
import { saveMuted, usePlayerPreferences } from './player-preferences.ts';

interface Props {
  /** What fills the screen; it outlives this video, so that going to the next one does not leave full screen. */
  readonly room: RefObject<HTMLElement | null>;
  readonly fullScreen: boolean;
  toggleFullScreen(): void;
  readonly item: LibraryItem;
  readonly newer: (() => void) | null;
  readonly older: (() => void) | null;
}

export function VideoScreen({ room, fullScreen, toggleFullScreen, item, newer, older }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const wishes = usePlayerPreferences();
  const mutedSetting = useStudio((s) => s.mirror?.status.settings.muted ?? false);
  // Sound that was refused at the start is off for this video only: it is no wish of the person's.
  const [silenced, setSilenced] = useState(false);
  const muted = silenced || (wishes.muted ?? mutedSetting);
  const [facts, commands] = usePlayback(video, {
    framesPerSecond: item.framesPerSecond ?? assumedFramesPerSecond,
    speed: wishes.speed,
    muted,
    loop: wishes.loop,
    onSilenced: () => setSilenced(true),
  });
  const frameUse = useFrameUse(item, video, commands.pause);
  const gone = item.state === 'missing';
  const trouble = playbackFailure(facts.element, { codec: item.codec, hasDecoder: hasDecoder(item.codec) });
  const lacks = gone ? { frames: messages.player.gone, playback: messages.player.gone } : lacksOf(trouble);
  const mute = (): void => {
    setSilenced(false);
    saveMuted(!muted);
  };

  const obey: { readonly [command in PlayerCommand]: () => void } = {
    toggle: commands.toggle,
    pause: commands.pause,
    'shuttle-back': () => commands.shuttle(-1),
    'shuttle-on': () => commands.shuttle(1),
    'frame-back': () => commands.step(-1),
    'frame-on': () => commands.step(1),
    'to-start': () => commands.seek(0),
    'to-end': () => commands.seek(facts.durationSeconds),
    newer: () => newer?.(),
    older: () => older?.(),
    'full-screen': toggleFullScreen,
    mute: () => item.hasAudio !== false && mute(),
    'use-frame': () => lacks.frames === null && frameUse.take(),
    'save-frame': () => lacks.frames === null && frameUse.save(),
    leave: () => (fullScreen ? toggleFullScreen() : showStage({ kind: 'library' })),
  };
  const pressed = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const command = commandOf(event, keyPlace(event.target), layoutScript());
    if (command === null) return;
    event.preventDefault();
    obey[command]();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the key and the button do the same */}
      <div className="relative min-h-0 flex-1 p-[18px]" onDoubleClick={toggleFullScreen}>
        {!gone && (
          <video
            ref={video}
            // Its frames may be drawn and read: "Use this frame".
            crossOrigin="anonymous"
            src={`studio-media://video/${item.resultId}`}
            {...(item.hasPoster ? { poster: `studio-media://poster/${item.resultId}` } : {})}
            preload="auto"
            autoPlay
            loop={wishes.loop}
            playsInline
            disablePictureInPicture
            aria-label={item.request.prompt || messages.library.untitled}
            className={`size-full object-contain ${trouble.kind === 'none' ? '' : 'opacity-0'}`}
            onClick={(event) => event.detail === 1 && commands.toggle()}
          />
        )}
        {gone && (
          <Trouble icon={<FileX size={22} aria-hidden />} title={messages.player.gone} detail={messages.library.goneDetail}>
            <Button onClick={() => void retryDownload(item.resultId)}>{messages.library.getAgain}</Button>
          </Trouble>
        )}
        {!gone && trouble.kind === 'no-decoder' && (
          <Trouble
            icon={<VideoOff size={22} aria-hidden />}
            title={messages.player.noDecoder(trouble.codec)}
            detail={messages.player.noDecoderDetail(item.verification === 'verified', trouble.playsSound)}
          >
            <OtherPlayers resultId={item.resultId} />
          </Trouble>
        )}
        {!gone && trouble.kind === 'unplayable' && (
          <Trouble
            icon={<VideoOff size={22} aria-hidden />}
            title={messages.player.broken}
            detail={item.verification === 'verified' ? messages.player.brokenWholeDetail : messages.player.brokenDetail}
          >
            <OtherPlayers resultId={item.resultId} />
          </Trouble>
        )}
      </div>
      <PlayerControls
        room={room}
        video={video}
        item={item}
        facts={facts}
        commands={commands}
        frameUse={frameUse}
        lacks={lacks}
        speed={wishes.speed}
        onSpeed={(speed) => usePlayerPreferences.setState({ speed })}
        muted={muted}
        onMute={mute}
        loop={wishes.loop}
        onLoop={() => usePlayerPreferences.setState({ loop: !wishes.loop })}
        fullScreen={fullScreen}
        onFullScreen={toggleFullScreen}
        newer={newer}
        older={older}
      />
    </>
  );
}

/** Why there is nothing to play, or no frame to step to and to take; null where there is. */
function lacksOf(trouble: PlaybackFailure): UnavailableControls {
  switch (trouble.kind) {
    case 'none':
      return { frames: null, playback: null };
    case 'no-decoder':
      return { frames: messages.player.noFrames, playback: trouble.playsSound ? null : messages.player.nothingToPlay };
    case 'unplayable':
      return { frames: messages.player.broken, playback: messages.player.broken };
  }
}

function OtherPlayers({ resultId }: { readonly resultId: number }) {
  const revealLabel = useRevealLabel();
  return (
    <span className="flex gap-2">
      <Button onClick={() => void openExternally(resultId)}>{messages.player.openElsewhere}</Button>
      <Button onClick={() => void reveal(resultId)}>{revealLabel}</Button>
    </span>
  );
}

interface TroubleProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly children: ReactNode;
}

/** Always on black, in both themes, like the picture it stands for. */
function Trouble({ icon, title, detail, children }: TroubleProps) {
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
