// One video in the player: its picture, the controls below, and the keys.
import { type RefObject, useRef, useState } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';
import { useFrameActions } from '../frame-picker/use-frame-button.tsx';
import { hasDecoder } from './codec-support.ts';
import { assumedFramesPerSecond } from './frame-math.ts';
import { usePlayback } from './playback.ts';
import { PlaybackError } from './playback-error.tsx';
import { type PlaybackFailure, playbackFailure } from './playback-failure.ts';
import { PlayerControls, type UnavailableControls } from './player-controls.tsx';
import { saveMuted, usePlayerPreferences } from './player-preferences.ts';
import { usePlayerKeys } from './use-player-keys.ts';

interface Props {
  /** The element in full screen. It outlives this video, so moving to the next one does not leave full screen. */
  readonly container: RefObject<HTMLElement | null>;
  readonly isFullScreen: boolean;
  toggleFullScreen(): void;
  readonly item: LibraryItem;
  readonly newer: (() => void) | null;
  readonly older: (() => void) | null;
}

/**
 * Returns whether the sound is off, and the function that switches it. If the browser refused the sound at the start, it is off for this
 * video only, because the user did not choose that.
 */
function useMuted() {
  const preference = usePlayerPreferences((s) => s.muted);
  const mutedSetting = useStudio((s) => s.mirror?.status.settings.muted ?? false);
  const [isSoundRefused, setIsSoundRefused] = useState(false);
  const muted = isSoundRefused || (preference ?? mutedSetting);
  const toggleMuted = (): void => {
    setIsSoundRefused(false);
    saveMuted(!muted);
  };
  return { muted, toggleMuted, onSoundRefused: () => setIsSoundRefused(true) };
}

/** Plays the file of one library item, or shows why it cannot. Must be mounted again (React `key`) for another file. */
export function VideoScreen({ container, isFullScreen, toggleFullScreen, item, newer, older }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const preferences = usePlayerPreferences();
  const { muted, toggleMuted, onSoundRefused } = useMuted();
  const [playback, commands] = usePlayback(video, {
    framesPerSecond: item.framesPerSecond ?? assumedFramesPerSecond,
    speed: preferences.speed,
    muted,
    loop: preferences.loop,
    onSoundRefused,
  });
  const frameActions = useFrameActions(item, video, commands.pause);
  const isMissing = item.state === 'missing';
  const failure = playbackFailure(playback.element, { codec: item.codec, hasDecoder: hasDecoder(item.codec) });
  const unavailable = isMissing
    ? { frames: messages.player.fileMissing, playback: messages.player.fileMissing }
    : unavailableControls(failure);
  usePlayerKeys({
    item,
    commands,
    durationSeconds: playback.durationSeconds,
    frameActions,
    unavailable,
    toggleMuted,
    isFullScreen,
    toggleFullScreen,
    newer,
    older,
  });

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; a key and a button do the same */}
      <div className="relative min-h-0 flex-1 p-[18px]" onDoubleClick={toggleFullScreen}>
        {!isMissing && (
          <VideoPicture video={video} item={item} loop={preferences.loop} isDrawn={failure.kind === 'none'} onToggle={commands.toggle} />
        )}
        <PlaybackError item={item} failure={failure} />
      </div>
      <PlayerControls
        container={container}
        video={video}
        item={item}
        playback={playback}
        commands={commands}
        frameActions={frameActions}
        unavailable={unavailable}
        speed={preferences.speed}
        onSpeedChange={(speed) => usePlayerPreferences.setState({ speed })}
        muted={muted}
        onToggleMuted={toggleMuted}
        loop={preferences.loop}
        onToggleLoop={() => usePlayerPreferences.setState({ loop: !preferences.loop })}
        isFullScreen={isFullScreen}
        onToggleFullScreen={toggleFullScreen}
        newer={newer}
        older={older}
      />
    </>
  );
}

/** Why the video cannot be played, or its frames cannot be used. Each reason is null if that works. */
function unavailableControls(failure: PlaybackFailure): UnavailableControls {
  switch (failure.kind) {
    case 'none':
      return { frames: null, playback: null };
    case 'no-decoder':
      return { frames: messages.player.noFrames, playback: failure.playsSound ? null : messages.player.nothingToPlay };
    case 'unplayable':
      return { frames: messages.player.unplayable, playback: messages.player.unplayable };
  }
}

interface PictureProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly item: LibraryItem;
  readonly loop: boolean;
  /** False while a message is shown instead of the picture. */
  readonly isDrawn: boolean;
  onToggle(): void;
}

function VideoPicture({ video, item, loop, isDrawn, onToggle }: PictureProps) {
  return (
    <video
      ref={video}
      // Allows the frames to be drawn and read, for "Use this frame".
      crossOrigin="anonymous"
      src={`studio-media://video/${item.resultId}`}
      {...(item.hasPoster ? { poster: `studio-media://poster/${item.resultId}` } : {})}
      preload="auto"
      autoPlay
      loop={loop}
      playsInline
      disablePictureInPicture
      aria-label={item.request.prompt || messages.library.untitled}
      className={`size-full object-contain ${isDrawn ? '' : 'opacity-0'}`}
      onClick={(event) => event.detail === 1 && onToggle()}
    />
  );
}
