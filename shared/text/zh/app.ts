// The frame of the window: navigation, status bar, notices.
import type { app as en } from '../en/app.ts';
import { format } from './format.ts';
import { afterChinese } from './spacing.ts';

/** The sentences of `en/app.ts` in Chinese. */
export const app: typeof en = {
  name: 'Evolink Studio',
  views: { library: '作品库', queue: '队列', settings: '设置' },
  navigation: '导航',
  mainArea: '主区域',
  status: '状态',
  simulated: '模拟',
  noProfile: '尚无密钥',
  starting: '正在启动…',
  keyEndsWith: (lastFour) => `尾号 ${lastFour}`,
  noKey: '无密钥',
  locked: '密钥已锁定',
  idle: '空闲',
  saving: (files, bytesPerSecond) =>
    `${format.counted(files, '个文件')}${bytesPerSecond > 0 ? `，${format.bytes(bytesPerSecond)}/秒` : ''}`,
  offline: '离线',
  offlineHint: '系统显示当前没有网络连接。作品库仍可使用；网络恢复后任务会继续。',
  nextLinkExpiry: (left) => `最近的链接预计${afterChinese(left)}后过期`,
  live: (count) => `队列中有 ${format.counted(count, '个任务')}`,
  dismiss: '关闭提示',
  databaseMovedAside: (path) => `程序的数据库已损坏，已移至 ${path}。现在使用的是新的空数据库；您的视频文件没有改动。`,
  databaseDamaged: '检查发现程序的数据库有损坏。请退出并重新启动：程序会将该数据库移到一旁，并提供最新的备份。您的视频文件不受影响。',
  databaseRowsInvalid: (count) =>
    `程序的数据库中有${count >= 1_000 ? '至少 1,000 条记录' : ` ${format.number(count)} 条记录`}无法读取。程序不会据此发送任何内容；其他功能不受影响。如果缺少了什么，请在设置中恢复备份。`,
  rebuildHint: (folder) => `可以根据您的视频重建数据。程序会在 ${folder} 中查找；如果视频在其他位置，请选择相应的文件夹。`,
  rebuildFromFolder: '从文件夹重建作品库',
  environmentKey: (lastFour) => `环境变量 EVOLINK_API_KEY 中有一个尾号为 ${lastFour} 的密钥。`,
  connect: '使用',
  crashed: '窗口的这一部分已停止工作。',
  crashedDetail: '您的任务不受影响：它们在窗口之外运行。',
  crashedIncident: (incident) => `详情见日志（${incident}）。`,
  reload: '重新加载窗口',
  loading: '正在加载…',
  close: '关闭',
};
