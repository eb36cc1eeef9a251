// The task inspector: a task's history and the service's responses.
import type { AppError } from '../../errors.ts';
import type { JournalEventType } from '../../task.ts';
import type { inspector as en, eventNames as enFactNames } from '../en/inspector.ts';
import { withoutStop } from './error-words.ts';
import { errorText } from './errors.ts';
import { format } from './format.ts';

type Detail = Readonly<Record<string, unknown>>;

/** The title of an error in a detail; its own name where another version of the studio wrote it. */
function errorTitle(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return null;
  try {
    return withoutStop(errorText(value as AppError).title);
  } catch {
    return value.kind;
  }
}
const numberIn = (detail: Detail, name: string): number | null => (typeof detail[name] === 'number' ? detail[name] : null);

function detailText(fact: string, detail: Detail): string {
  const error = errorTitle(detail.error);
  const progress = numberIn(detail, 'progress');
  const used = numberIn(detail, 'creditsUsed');
  const parts = [
    ...(error === null ? [] : [error]),
    ...(fact === 'accepted' && typeof detail.serviceTaskId === 'string' ? [detail.serviceTaskId] : []),
    ...(fact === 'progressed' && progress !== null ? [`${Math.round(progress)}%`] : []),
    ...(fact === 'completed' && used !== null ? [format.credits(used)] : []),
  ];
  return parts.join(' · ');
}

/** "14:02:31": a history needs seconds. */
const clockTime = (atMs: number): string => `${format.time(atMs)}:${String(new Date(atMs).getSeconds()).padStart(2, '0')}`;

/** The labels of the fields in the service's response, by their names in JSON. */
const fieldNames: Readonly<Record<string, string>> = {
  id: '任务 ID',
  object: '对象类别',
  type: '类型',
  created: '创建时间',
  model: '模型',
  status: '状态',
  progress: '进度（%）',
  duration: '用时（秒）',
  'task_info.estimated_time': '预计剩余秒数',
  'task_info.can_cancel': '能否取消',
  'task_info.video_duration': '视频秒数',
  'usage.credits_reserved': '预扣积分',
  'usage.credits_used': '实扣积分',
  'usage.cost.credits': '费用（积分）',
  'usage.cost.usd': '费用（美元）',
  'usage.cost.cny': '费用（人民币）',
  'usage.billing_rule': '计费方式',
  'usage.user_group': '用户组',
  'results[]': '结果链接',
  'result_data[].video_url': '视频链接',
  'result_data[].url': '结果链接',
  'result_data.element_id': '主体 ID',
  'result_data.character_name': '角色名称',
  'result_data.profile_picture_url': '角色图片',
  'error.code': '错误代码',
  'error.message': '错误信息',
  'error.type': '错误类型',
  'error.suggestion': '建议',
};

/** The sentences of `en/inspector.ts` in Chinese. */
export const inspector: typeof en = {
  title: '任务',
  history: '历史记录',
  responses: 'EvoLink 的响应',
  noResponses: '此任务没有保留 EvoLink 的响应。',
  request: '请求',
  sentRequest: '已发送的请求（JSON）',
  requestAsJson: '请求（JSON）',
  copyRequest: '复制请求',
  identity: '概览',
  close: '关闭',
  copy: '复制',
  copied: '已复制',
  loading: '正在读取…',
  taskId: '任务 ID',
  noTaskId: '尚无',
  state: '状态',
  created: '创建时间',
  model: '模型',
  profile: '配置',
  unknownProfile: '已移除的配置',
  ledTo: '由此创建',
  attempts: '尝试',
  attemptNumber: (number) => (number === 1 ? '第 1 次' : `第 ${number} 次，自动`),
  autoRetryNote: '程序已按设置自动重试。',
  attemptsCost: (credits) => `据 EvoLink 已给出的数据，所有尝试共扣除 ${credits}。`,
  createdFrom: '来源',
  openTask: (id) => `打开任务 ${id}`,
  task: (id) => `任务 ${id}`,
  cost: '费用',
  duration: '用时',
  leftToService: '由 EvoLink 决定',
  noPrompt: '无',
  on: '开',
  off: '关',
  fullRecord: '完整记录',
  responseAt: (atMs) => `${clockTime(atMs)} 的响应`,
  clockTime,
  detailText,
  fieldNames,
  notProvided: '未提供',
  unknownField: '文档未提及',
  reportedAt: (atMs) => `${clockTime(atMs)} 时的值`,
  copyResponse: (atMs) => `复制 ${clockTime(atMs)} 的响应`,
  files: '使用的文件',
  noCopy: 'EvoLink 上目前没有副本。',
  openServiceFiles: 'EvoLink 上的文件',
};

/** The events of a task's history by their names in the journal; an event of a newer version is shown by its name. */
export const eventNames: typeof enFactNames = {
  created: '已创建',
  found: '发现结果',
  'generate-pressed': '点击了“生成”',
  'edit-started': '已移回创作面板',
  discarded: '已放弃',
  held: '被您暂停',
  'held-after-restore': '数据库来自备份或副本，任务已暂停',
  released: '已继续',
  'moved-to-front': '已移到最前',
  moved: '已在队列中移动',
  'discard-undone': '已重新等待',
  'created-by-auto-retry': '失败后自动创建',
  'auto-retried': '已自动重试',
  'submit-started': '开始发送',
  'resend-requested': '由您重新发送',
  'resend-started': '开始重新发送',
  accepted: '已被 EvoLink 接受',
  'refused-for-now': '暂未接受，稍后重试',
  refused: '被拒绝',
  'outcome-unknown': '没有明确的响应',
  'reconciled-without-match': '在 EvoLink 未找到',
  progressed: '进度',
  'poll-failed': '查询状态失败',
  'became-overdue': '已超时',
  completed: 'EvoLink 已完成',
  'results-refreshed': '已获得新链接',
  'failed-at-service': '在 EvoLink 失败',
  'cancelled-at-service': '被 EvoLink 取消',
  abandoned: '已停止跟踪',
  'polling-resumed': '已重新跟踪',
  dismissed: '已移出队列',
  'download-started': '开始保存',
  'download-interrupted': '保存中断',
  stored: '已保存并校验',
  'link-expired': '链接已过期',
  'link-refreshed': '已获得新链接',
  'file-disappeared': '找不到文件',
  'file-reappeared': '文件重新出现',
  'file-changed': '文件已被更改',
  'file-verified': '已校验文件：没有变化',
  'file-moved': '文件已移动',
  'file-renamed': '文件已重命名',
  'kept-unverified': '未通过校验，已原样保留',
  'file-found': '在文件夹中找到文件',
  restored: '已从文件恢复',
  'download-retry-requested': '由您重试',
  trashed: '已移到回收站',
  'taken-from-trash': '已从回收站还原',
  deleted: '已彻底删除',
} satisfies Readonly<Record<JournalEventType, string>>;
