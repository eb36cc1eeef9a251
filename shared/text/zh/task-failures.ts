// The texts of failed tasks, by the service's own code. The cost, the wait and the next step are in the table in `shared/service-errors`.
import type { AppErrorOf } from '../../errors.ts';
import { type TaskErrorCode, taskErrorCode, taskErrors } from '../../service-errors/index.ts';
import type { ErrorText } from '../shape.ts';
import { createErrorText, waitWords, withStep } from './error-words.ts';

/** "请等待 30–60 秒后重试。" as the table says it. */
function tryAgainLater(code: TaskErrorCode): string {
  const { wait } = taskErrors[code];
  return wait === null ? '请重试。' : `请等待 ${waitWords(wait)}后重试。`;
}

const sentences: Readonly<Record<TaskErrorCode, readonly [title: string, detail: string]>> = {
  content_policy_violation: ['被内容审核拒绝。', '请改写提示词，避免裸露、暴力内容和真实人物姓名。'],
  invalid_parameters: ['模型不接受这些参数。', '请对照模型支持的范围检查各项参数。'],
  image_dimension_mismatch: ['有图片的比例与视频不符。', '请将图片裁剪为所选画面比例，或选择图片的比例。'],
  image_processing_error: ['有图片无法使用。', '请使用小于 30 MB 的 JPEG、PNG 或 WebP，并确认网址可以访问。'],
  model_unavailable: ['该模型目前不可用。', '请选择同类的其他模型。'],
  generation_timeout: ['生成时间过长，EvoLink 已放弃。', '请重试。如果再次发生，请简化提示词或降低清晰度。'],
  quota_exceeded: ['账户额度已用完。', '请充值后重试。'],
  resource_exhausted: ['EvoLink 没有空余资源。', tryAgainLater('resource_exhausted')],
  service_error: ['生成过程中 EvoLink 出错。', tryAgainLater('service_error')],
  service_unavailable: ['生成过程中 EvoLink 不可用。', tryAgainLater('service_unavailable')],
  generation_failed_no_content: ['模型没有生成任何内容。', '请稍微修改提示词后重试。'],
  upstream_error: ['模型提供方的服务出错。', tryAgainLater('upstream_error')],
  request_cancelled: ['此请求在 EvoLink 被取消。', '如果仍然需要，请再次生成。'],
  resource_not_found: ['EvoLink 找不到所需的任务。', '任务 ID 不存在或已过期。请检查 ID，稍后重试。'],
  unknown_error: ['EvoLink 没有说明原因。', '请重试。如果再次发生，请将任务 ID 发给 EvoLink 客服。'],
};

/** Returns the text of a code; that of `unknown_error` for an unknown one, as the service advises. */
export function taskFailureText({ code }: Pick<AppErrorOf<'task-failed'>, 'code'>): ErrorText {
  const knownCode = taskErrorCode(code);
  const [title, detail] = sentences[knownCode];
  return withStep(createErrorText(title, detail), taskErrors[knownCode].step);
}
