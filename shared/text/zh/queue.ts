// The queue: sections, actions, and what is asked before something that may cost money.
import type { queue as en } from '../en/queue.ts';
import { format } from './format.ts';

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
    edit: '修改',
    discard: '放弃',
    'stop-following': '停止跟踪…',
    'follow-again': '重新跟踪',
    'look-again': '重新查询',
    'send-again': '重新发送…',
    'use-again': '再次使用',
    'download-again': '重试',
    dismiss: '收起',
    details: '详情',
    'copy-id': '复制任务 ID',
  },
  more: '更多操作',
  rawAnswer: 'EvoLink 的原文',
  requestId: (id) => `请求 ID ${id}`,
  stepIn: (label, left) => `${left} 后可${label}`,
  waitFirst: 'EvoLink 要求等待一段时间后再试。',
  instead: (model) => `改用 ${model}`,
  empty: {
    title: '没有进行中的任务',
    detail: '您提交的任务会在这里等待、生成并保存。您可以离开此页面或关闭窗口，不会丢失任何内容。',
    action: '撰写提示词',
  },
  sendAgain: {
    title: '重新发送？',
    detail:
      '第一次发送可能已被 EvoLink 接受。如果是这样，重新发送可能会生成第二个视频并重复扣除积分。两次发送使用同一个幂等键，但 EvoLink 不一定会识别。',
    confirm: '重新发送',
  },
  stopFollowing: {
    title: '停止跟踪此任务？',
    detail: 'EvoLink 无法取消生成：它会继续进行并照常扣费。程序只是不再查询，也不会保存视频。您可以在 24 小时内重新跟踪。',
    confirm: '停止跟踪',
  },
  discardUnconfirmed: {
    title: '放弃它？',
    detail: '如果 EvoLink 已经接受，视频仍会生成并扣费，而程序不会下载它。',
    confirm: '放弃',
  },
  cancel: '取消',
  held: (profile) => `“${profile}”暂停发送任务。`,
  atMost: (count) => `最多同时运行 ${count} 个`,
  lookNow: '立即查询',
  progressOf: (name) => `${name} 的进度`,
  needsLine: (count) => `${format.number(count)} 个任务需要您处理`,
};
