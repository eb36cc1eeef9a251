// The queue: sections, actions, and the questions before actions that may cost money.
import type { queue as en } from '../en/queue.ts';
import { format } from './format.ts';
import { betweenChinese } from './spacing.ts';

/** The sentences of `en/queue.ts` in Chinese. */
export const queue: typeof en = {
  title: '队列',
  sections: { 'needs-you': '需要您处理', rendering: '生成中', saving: '保存中', waiting: '等待中', ended: '已结束' },
  summary: (counts) =>
    [
      ...(counts.rendering > 0 ? [`${format.number(counts.rendering)} 个生成中`] : []),
      ...(counts.saving > 0 ? [`${format.number(counts.saving)} 个保存中`] : []),
      ...(counts.waiting > 0 ? [`${format.number(counts.waiting)} 个等待中`] : []),
      ...(counts['needs-you'] > 0 ? [`${format.number(counts['needs-you'])} 个需要您处理`] : []),
    ].join('，'),
  actions: {
    hold: '暂停',
    release: '继续',
    'run-next': '优先运行',
    'run-last': '最后运行',
    rerun: '再次生成',
    edit: '修改',
    discard: '放弃',
    'stop-polling': '停止跟踪…',
    'resume-polling': '重新跟踪',
    'poll-now': '再次查询',
    resend: '重新发送…',
    reuse: '再次使用',
    'keep-unverified': '原样保留',
    'retry-download': '重试',
    dismiss: '移出队列',
    details: '详情',
    'copy-id': '复制任务 ID',
  },
  more: '更多操作',
  rawMessage: 'EvoLink 的原文',
  requestId: (id) => `请求 ID ${id}`,
  actionIn: (label, left) => `${left} 后可${label}`,
  waitBeforeRetry: 'EvoLink 要求等待一段时间后再重试。',
  modelInstead: (model) => `改用 ${model}`,
  empty: {
    title: '队列中没有任务',
    detail: '任务会在这里等待、生成并保存。您可以离开此页面或关闭窗口，不会丢失任何内容。',
    action: '撰写提示词',
  },
  confirmSendAsNew: {
    title: '作为新请求发送？',
    detail:
      'EvoLink 表示此前已收到过此请求，第一次很可能已被接受。现在发送会算作新的请求：如果第一次已被接受，您将为两个视频付费。发送之前，请先在 evolink.ai 查找它。',
    confirm: '作为新请求发送',
  },
  confirmResend: {
    title: '重新发送？',
    detail:
      'EvoLink 可能已接受第一次发送。如果是这样，重新发送可能会生成第二个视频并重复扣费。程序会将两次发送标记为同一请求，但 EvoLink 不一定会识别。',
    confirm: '重新发送',
  },
  confirmStopPolling: {
    title: '停止跟踪此任务？',
    detail: 'EvoLink 无法取消生成：它会继续进行并照常扣费。程序只是不再查询，也不会保存视频。您可以在 24 小时内重新跟踪。',
    confirm: '停止跟踪',
  },
  confirmDiscard: {
    title: '放弃此任务？',
    detail: '如果 EvoLink 已经接受，视频仍会生成并扣费，而程序不会下载它。',
    confirm: '放弃',
  },
  cancel: '取消',
  rerunFor: (cost) => `再次生成 · ${cost}`,
  pause: '全部暂停',
  pauseHint: '不再发送新任务。EvoLink 已接受的任务照常跟踪和保存。',
  resume: '全部继续',
  paused: (profile) => `已暂停：继续之前，“${profile}”不会发送新任务。`,
  pausedDetail: 'EvoLink 已接受的任务照常跟踪和保存。',
  pausedShort: '已暂停',
  submitPauseReasons: {
    'server-error': 'EvoLink 服务器出错，发送已暂停',
    'unclear-response': '有请求没有得到明确响应，发送已暂停',
    refusal: 'EvoLink 暂时拒绝了请求，发送已暂停',
  },
  select: (name) => `选择 ${name}`,
  selected: (count) => `已选择 ${format.number(count)} 个`,
  selection: '选中的任务',
  clear: '取消选择',
  moveHint: '按 Alt+↑ 或 Alt+↓ 移动，也可以拖动。',
  moved: (name, place, of) => `${name}：第 ${place} 位，共 ${of} 个`,
  discarded: (count) => `已放弃 ${format.number(count)} 个任务。`,
  notReleased: (count) =>
    `${format.number(count)} 个任务没有继续：备份之后${count === 1 ? '它' : '它们'}可能已经发送并扣费。请先在 evolink.ai 核对您的任务，然后${count === 1 ? '单独' : '逐个'}继续，或者放弃。`,
  selectNotReleased: (count) => (count === 1 ? '选中它' : '选中它们'),
  undo: '撤销',
  onHold: (profile) => `“${profile}”已暂停发送任务：`,
  resumesAt: (moment) => `将在${betweenChinese(moment)}自动继续发送。`,
  resumeManually: 'EvoLink 没有说明当日限额何时重置。重置后请点击“继续”。',
  resumeHeld: '继续',
  concurrencyLimit: (count) => `最多同时运行 ${count} 个`,
  checkNow: '立即查询',
  progressOf: (name) => `${name} 的进度`,
  tasksNeedingUser: (count) => `${format.number(count)} 个任务需要您处理`,
};
