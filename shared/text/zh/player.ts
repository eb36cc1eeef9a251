// The player.
import { codecName } from '../codec-names.ts';
import type { player as en } from '../en/player.ts';

/** The sentences of `en/player.ts` in Chinese. */
export const player: typeof en = {
  label: '播放器',
  back: '作品库',
  play: '播放',
  pause: '暂停',
  previousFrame: '上一帧',
  nextFrame: '下一帧',
  frame: '帧',
  seek: '播放位置',
  speed: '速度',
  speedValue: (value) => `${value} ×`,
  mute: '静音',
  unmute: '取消静音',
  noSound: '没有声音',
  loop: '循环',
  fullScreen: '全屏',
  leaveFullScreen: '退出全屏',
  previous: '较新的视频',
  next: '较早的视频',
  position: (place, count) => `第 ${place.toLocaleString('zh-CN')} 个，共 ${count} 个`,
  opusShort: 'Opus 音频',
  opus: 'Opus 音频：在部分播放器中无声。',
  fileMissing: '找不到文件',
  unplayable: '无法播放此视频',
  unplayableDetail: '文件可能已损坏。请在文件夹中找到该文件，用其他播放器打开。',
  intactButUnplayable: '文件完好，内容与保存时一致。这台电脑无法解码这种视频，请用其他播放器打开。',
  noDecoder: (codec) => (codec === null ? '这台电脑没有此视频的解码器' : `这台电脑没有 ${codecName(codec)} 解码器`),
  noDecoderDetail: (isWhole, playsSound) =>
    `${isWhole ? '文件完好。' : ''}这里无法显示画面${playsSound ? '，但会播放声音' : ''}。请用其他播放器打开。`,
  noDecoderShort: (codec) => `没有 ${codecName(codec)} 解码器`,
  openElsewhere: '用其他播放器打开',
  openWith: '打开方式',
  openWithOther: '打开方式…',
  readingApps: '正在读取程序列表…',
  noApps: '未找到可打开视频的程序',
  noFrames: '这台电脑无法解码此视频的画面，因此没有可用的帧。',
  nothingToPlay: '这里没有可以播放的内容。',
  keys: '空格键播放，J K L 倒放、停止、前进，方向键逐帧移动。',
};
