// Settings: profiles and keys, the library folder, behaviour, about.
import type { Profile } from '../../ipc.ts';
import type { settings as en } from '../en/settings.ts';
import { format } from './format.ts';
import { betweenChinese } from './spacing.ts';

const backends: Readonly<Record<string, string>> = {
  keychain: 'macOS 钥匙串',
  keychain_access: 'macOS 钥匙串',
  dpapi: 'Windows 数据保护',
  gnome_libsecret: '系统密钥环（GNOME）',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};
const backendName = (backend: string): string => backends[backend] ?? '系统密钥环';

function keyText(key: Profile['key']): string {
  switch (key.state) {
    case 'none':
      return '无密钥';
    case 'not-needed':
      return '本机上模拟的 EvoLink，用于体验';
    case 'locked':
      return `尾号 ${key.lastFour} · 现在无法从密钥环读取`;
    case 'present':
      return key.protection === 'keychain'
        ? `尾号 ${key.lastFour} · 保存在${betweenChinese(backendName(key.backend))}中`
        : `尾号 ${key.lastFour} · 仅本次使用：这台电脑没有密钥环`;
  }
}

function creditsText(credits: Profile['credits'], simulated = false): string | null {
  if (credits === null) return null;
  const { remaining, unlimited, accountRemaining } = credits;
  if (unlimited || remaining === null) {
    if (accountRemaining !== null) return `账户剩余 ${format.credits(accountRemaining, simulated)}`;
    return unlimited ? '积分不限量' : '余额未知';
  }
  return format.credits(Math.min(remaining, accountRemaining ?? remaining), simulated);
}

/** The sentences of `en/settings.ts` in Chinese. */
export const settings: typeof en = {
  title: '设置',
  profiles: '账户配置',
  keyText,
  creditsText,
  active: '使用中',
  simulator: '模拟器',
  simulatorDetail: '本机上模拟的 EvoLink，用于体验。',
  use: '使用',
  check: '检查',
  checking: '正在检查…',
  checked: (credits) => (credits === null ? '密钥可用。' : `密钥可用：${credits}。`),
  replaceKey: '更换密钥…',
  addKey: '添加密钥…',
  replaceKeyOf: (profile) => `${profile} 的密钥`,
  replaceKeyDetail: '会先检查密钥，然后此配置下等待中的任务将使用它继续。',
  removeKey: '移除密钥',
  confirmRemoveKey: {
    title: '移除这个密钥？',
    detail: '密钥会从这台电脑上删除。此配置的任务会等待，直到您添加新的密钥。',
    confirm: '移除密钥',
  },
  addProfile: '添加配置',
  addProfileDetail: '账户配置用于连接 EvoLink 账户，包括名称、API 密钥、余额和队列。请为您使用的每个密钥添加一个配置。',
  add: '添加…',
  name: '名称',
  nameHint: '例如：工作',
  defaultName: '个人密钥',
  key: 'API 密钥',
  keyHint: 'sk-…',
  showKey: '显示密钥',
  hideKey: '隐藏密钥',
  baseUrls: '接口地址',
  apiBaseUrl: 'API 接口地址',
  filesBaseUrl: '文件接口地址',
  apiBaseUrlHint: 'https://api.evolink.ai',
  filesBaseUrlHint: 'https://files-api.evolink.ai',
  save: '保存',
  connect: '连接',
  connecting: '正在检查密钥…',
  cancel: '取消',
  library: '作品库',
  folder: '作品库文件夹',
  folderDetail: (videos, bytes, free) =>
    [`${format.counted(videos, '个视频')}，${format.bytes(bytes)}`, ...(free === null ? [] : [`剩余空间 ${format.bytes(free)}`])].join(
      ' · ',
    ),
  open: '打开',
  writeTags: '将提示词和设置写入文件',
  writeTagsDetail: '对新视频生效。获得文件的人都能读到这些内容。',
  rebuild: '从文件夹重建',
  rebuildDetail: '添加作品库中缺少的视频，前提是文件中含有提示词和设置。已删除的视频会回到回收站。',
  rebuildStart: '重建',
  rebuildFrom: '从其他文件夹…',
  rebuildFromHint: '在您选择的文件夹中查找。作品库文件夹不变。',
  rebuildStop: '停止',
  rebuildText: ({ state, scanned, added, relinked, known, changedCopies, untagged, unreadable, folder }, libraryFolder) => {
    const begin = { running: '正在查找', done: '已完成', cancelled: '已停止', failed: '无法继续' }[state];
    const counts = [
      `已检查 ${format.counted(scanned, '个文件')}`,
      `添加 ${format.number(added)} 个`,
      ...(relinked > 0 ? [`重新找到 ${format.number(relinked)} 个`] : []),
      ...(known > 0 ? [`已有 ${format.number(known)} 个`] : []),
      ...(changedCopies > 0 ? [`${format.number(changedCopies)} 个已有视频的改动副本，作为单独的文件添加`] : []),
      ...(untagged > 0 ? [`跳过 ${format.number(untagged)} 个不含提示词和设置的文件`] : []),
      ...(unreadable > 0 ? [`${format.number(unreadable)} 个无法读取`] : []),
    ];
    if (folder === libraryFolder) return `${begin}：${counts.join('，')}。`;
    const stays = state === 'running' ? '' : `新视频仍保存到 ${libraryFolder}；可在“设置 › 作品库”中更改。`;
    return `${begin}（${folder}）：${counts.join('，')}。${stays}`;
  },
  behaviour: '运行',
  maxConcurrentTasks: '同时运行的任务数',
  maxConcurrentTasksDetail: 'EvoLink 同时处理的任务数上限。其余任务在本机等待。',
  autoRetry: '遇到暂时性错误时自动重试',
  autoRetryDetail:
    '如果 EvoLink 表示任务因暂时性原因失败，程序会新建一个任务，每个任务最多再试两次。每次都照常扣费。据 EvoLink 自己的工具说明，失败的任务会退还积分。',
  requestRate: '每秒请求数',
  requestRateOf: (profile) => `${profile} 的每秒请求数`,
  rateReduced: (now, usual, left) =>
    `EvoLink 已将其降至每秒 ${format.number(Math.round(now * 10) / 10)} 个，正逐步恢复：约 ${left} 后回到 ${format.number(usual)} 个`,
  rateRestored: '已恢复到设定值',
  allowedHosts: '已允许访问的主机（可能位于内部网络）',
  allowedHost: '该域名指向内部网络或本地代理。您已允许访问。',
  removeHost: '移除',
  removeHostOf: (host: string): string => `移除 ${host}`,
  spellCheck: '检查提示词的拼写',
  spellCheckDetail: (platform) =>
    platform === 'darwin'
      ? '使用 macOS 自带的拼写检查，不会下载任何内容。'
      : '每种语言的词典会从 Google（redirector.gvt1.com）下载一次并保存在本机。检查在本机完成，提示词不会为此发送出去。',
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
  languageDetail: '用于窗口、菜单和消息。',
  languages: { system: '跟随系统', en: 'English', zh: '中文' },
  about: '关于',
  keys: '键盘快捷键',
  version: (version) => `Evolink Studio ${version}`,
  electron: (version) => `Electron ${version}`,
  diagnostics: '保存诊断信息…',
  diagnosticsSaved: '已保存。文件中不含密钥、提示词和链接。',
  logs: '打开日志',
  documentation: 'EvoLink 文档',
  onHold: '已暂停发送任务。',
};
