// The application menu, system dialogs, and messages before the window opens.
import type { shell as en } from '../en/shell.ts';

/** The system's own words as the last paragraph of a message box. */
const systemMessage = (reason: string): string => `\n\n系统信息：${reason}`;

/** The sentences of `en/shell.ts` in Chinese. */
export const shell: typeof en = {
  chooseLibraryFolder: '选择存放视频的文件夹',
  chooseReferences: '选择参考素材',
  chooseApp: '打开方式',
  applications: '应用程序',
  fileKinds: { image: '图片', video: '视频', audio: '音频' },
  menu: {
    file: '文件',
    edit: '编辑',
    view: '视图',
    window: '窗口',
    help: '帮助',
    generate: '生成',
    pause: '暂停或继续队列',
    'focus-prompt': '撰写提示词',
    find: '查找视频',
    undo: '撤销',
    redo: '重做',
    library: '作品库',
    queue: '队列',
    models: '模型',
    settings: '设置…',
    'open-logs': '打开日志',
    'get-key': '获取 API 密钥',
    documentation: 'EvoLink 文档',
  },
  roles: {
    about: '关于 Evolink Studio',
    services: '服务',
    hide: '隐藏 Evolink Studio',
    hideOthers: '隐藏其他应用',
    unhide: '全部显示',
    quit: '退出',
    close: '关闭窗口',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    delete: '删除',
    selectAll: '全选',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    togglefullscreen: '全屏',
    toggleDevTools: '开发者工具',
    minimize: '最小化',
    zoom: '缩放',
    front: '全部置于前台',
  },
  spelling: { noSuggestions: '没有建议', addToDictionary: '添加到词典' },
  databaseFromFuture: {
    title: '此作品库上次由更新版本的 Evolink Studio 使用',
    detail: (version, known) =>
      `它的格式版本为 ${version}，当前版本的 Evolink Studio 最高支持 ${known}。未做任何改动。请安装最新版本后再打开。`,
  },
  databaseUnusable: {
    title: '无法打开作品库',
    detail: {
      'in-use': (folder, reason) =>
        `其他程序正在使用 ${folder} 中的作品库，例如另一个 Evolink Studio、备份或同步软件。请关闭该程序，或等待其完成，然后重新启动 Evolink Studio。未做任何改动。${systemMessage(reason)}`,
      'not-writable': (folder, reason) =>
        `Evolink Studio 没有写入 ${folder} 的权限。请授予写入权限，或确认磁盘未处于写保护状态，然后重新启动。未做任何改动。${systemMessage(reason)}`,
      'disk-full': (folder, reason) =>
        `磁盘已满。请在 ${folder} 所在的磁盘上腾出空间，然后重新启动 Evolink Studio。未做任何改动。${systemMessage(reason)}`,
      other: (folder, reason) =>
        `${folder} 中未做任何改动。请确认该文件夹及其中的 studio.sqlite 文件可以读写，然后重新启动 Evolink Studio。${systemMessage(reason)}`,
    },
  },
};
