// The library: tiles, inspector, and what to do while it is empty.
import type { library as en } from '../en/library.ts';
import { format } from './format.ts';

export const library: typeof en = {
  title: '作品库',
  count: (value) => format.number(value),
  videos: (value) => format.counted(value, '个视频'),
  selected: (value) => `已选择 ${format.number(value)} 个`,
  grid: '视频',
  inMaking: (value) => `${format.number(value)} 个制作中`,
  gone: '文件不见了',
  goneDetail: '它在程序之外被移动、重命名或删除了。',
  getAgain: '重新获取',
  play: '播放',
  playNamed: (prompt) => `播放 ${prompt}`,
  reveal: { darwin: '在访达中显示', win32: '在资源管理器中显示', linux: '在文件夹中显示' },
  useAgain: '再次使用',
  copyPrompt: '复制提示词',
  copyId: '复制任务 ID',
  details: '历史记录…',
  inQueue: '在队列中查看',
  copied: '已复制',
  untitled: '无提示词',
  empty: {
    title: '您的视频会出现在这里',
    detail: '在左侧写下提示词，然后点击生成。每个视频一旦完成，就会保存到这台电脑。',
    action: '撰写提示词',
  },
  inspector: {
    label: '详情',
    close: '关闭详情',
    model: '模型',
    size: '规格',
    made: '生成时间',
    cost: '费用',
    from: '素材',
    file: '文件',
    task: '任务',
    pixels: (width, height) => `${width} × ${height}`,
    framesPerSecond: (value) => `${format.number(value, 2)} fps`,
    audio: '有声音',
    silent: '无声音',
    took: (value) => `用时 ${value}`,
    unknown: '未知',
    free: '无（模拟）',
    costText: (used, reserved) => {
      if (used === null) return reserved === null ? '未知' : `未知（预扣 ${format.number(reserved, 2)}）`;
      return `${format.credits(used)}${reserved === null ? '' : `（预扣 ${format.number(reserved, 2)}）`}`;
    },
    verified: '已校验，保存在本机',
    hash: (value) => `SHA-256 ${value.slice(0, 12)}…`,
    several: (count) => `已选择 ${format.number(count)} 个视频`,
    severalDetail: (bytes, seconds) => `共 ${bytes}，${seconds}`,
    as: (role) => `用作${role}`,
    aReference: '参考素材',
  },
};
