// Backups of the database: their list in Settings, restoring one, and the messages afterwards.
import type { backups as en } from '../en/backups.ts';
import { format } from './format.ts';
import { betweenChinese } from './spacing.ts';

const restoreFailures: { readonly [reason in 'busy' | 'no-room' | 'not-opened' | 'other']: string } = {
  busy: '其他程序（可能是杀毒软件）占用了本程序的文件。请 1 分钟后重试。',
  'no-room': '磁盘已满。请腾出空间后重试。',
  'not-opened': '备份无法打开。请选择其他备份。',
  other: '请重试，或选择其他备份。',
};

/** The sentences of `en/backups.ts` in Chinese. */
export const backups: typeof en = {
  title: '备份',
  explanation: '程序全部数据的副本：任务、历史、提示词和设置。视频不在其中，它们存放在作品库文件夹里。',
  create: '立即备份',
  creating: '正在备份…',
  created: '已备份。',
  none: '还没有备份。内容有变化后会自动创建第一个备份。',
  loading: '正在读取…',
  reasons: {
    daily: '每天自动创建',
    'by-hand': '由您创建',
    'before-format': '在更新改变格式之前创建',
    replaced: '恢复备份之前使用的数据',
  },
  content: (tasks, videos, bytes) => `${format.number(tasks)} 个任务，${format.number(videos)} 个视频 · ${format.bytes(bytes)}`,
  damaged: '无法读取',
  newer: '由更新版本的 Evolink Studio 创建',
  restore: '恢复…',
  restoreThis: (atMs, nowMs) => `恢复${betweenChinese(format.moment(atMs, nowMs))}的备份…`,
  all: '查看所有备份',
  more: (count) => `再显示 ${format.number(count)} 个`,
  confirmRestore: {
    title: (atMs, nowMs) => `恢复到${betweenChinese(format.moment(atMs, nowMs))}的备份？`,
    currentData: '目前的数据会保留在此列表中，并注明日期。不会删除任何内容，您随时可以换回来。',
    tasks: '备份之后创建的任务将不再显示，但 EvoLink 可能仍有这些任务，也可能已经扣费。可以用“设置”中的“从文件夹重建”重新添加相应的视频。',
    held: '备份时正在等待的任务会暂停，等您确认：它们可能已经发送过。',
    key: '仅供本次使用的密钥需要重新粘贴。',
    window: '进行中的工作会先停在安全的位置，然后此窗口会重新打开。',
    confirm: '恢复',
    restoring: '正在恢复…',
    steps: { copying: '正在复制备份…', checking: '正在检查备份…', opening: '正在打开备份…' },
  },
  restored: (atMs, held, nowMs) => {
    const heldWords = held > 0 ? [`${format.number(held)} 个任务可能已经发送过，现已暂停，等您确认。`] : [];
    if (atMs === null) return ['数据库的位置与上次启动时不同，它的副本可能仍在别处使用。', ...heldWords].join('');
    return [
      `已恢复到${betweenChinese(format.moment(atMs, nowMs))}的备份。之后创建的任务不会显示，但 EvoLink 可能仍有这些任务。`,
      ...heldWords,
      '可以用“设置”中的“从文件夹重建”重新添加之后生成的视频。',
    ].join('');
  },
  restoreFailed: (reason, detail) =>
    `未能恢复备份。${restoreFailures[reason]}没有丢失任何内容：目前使用的仍是之前的数据库。${reason === 'other' ? `（系统信息：${detail}）` : ''}`,
  openSettings: '打开设置',
  openQueue: '查看队列',
  confirmRelease: {
    title: '发送这个任务？',
    detail: '创建备份或副本时它还在等待，之后可能已经发送并扣费。请先在 evolink.ai 核对您的任务：重复发送会重复扣费。',
    confirm: '发送',
  },
};
