// Why it is unclear whether the service accepted a task, and how far the search for it is.
import type { AppErrorOf } from '../../errors.ts';
import { isAlreadySubmitted, isHttpError, submitDisposition } from '../../service-errors/index.ts';
import type { TaskIn } from '../../task.ts';

const notSentAgain = '未能重新发送';

/** Nothing is sent over a connection that is never made, so an unconfirmed task with such an error failed while it was sent again. */
const noResponseText: Readonly<Record<AppErrorOf<'no-response'>['reason'], string>> = {
  'timed-out': '仍未收到响应',
  'connection-lost': '连接中断，没有收到响应',
  'connection-failed': notSentAgain,
  'proxy-sign-in': notSentAgain,
};

/** Why a task is unconfirmed since the newest attempt. As in English, no sentence about a response claims that the request was sent. */
export const unconfirmedReason = (error: TaskIn<'unconfirmed'>['error']): string => {
  switch (error.kind) {
    case 'no-response':
      return noResponseText[error.reason];
    case 'invalid-response':
      return '收到的响应无法读取';
    case 'key-replaced':
      return '发送后更换过密钥或接口地址，无法查询可能收到它的账户';
    case 'internal':
      return '程序出错，没有收到响应';
    case 'conflict':
      return isAlreadySubmitted(error) ? 'EvoLink 表示此前已收到过此请求' : '收到冲突响应（409），无法说明请求是否已被接受';
    case 'queue-paused':
      return '未能重新发送：发送已暂停';
    default:
      // The first submission is in doubt; this error may be of a later one.
      if (!isHttpError(error)) return notSentAgain;
      return submitDisposition(error) === 'unconfirmed'
        ? '收到错误响应，无法说明请求是否已被接受'
        : '重新发送的尝试被拒绝，但这不能说明第一次的结果';
  }
};

/** As `../en/unconfirmed-tasks.ts`. */
export const reconciliationText: Readonly<Record<TaskIn<'unconfirmed'>['reconciliation'], string>> = {
  pending: '程序正在 EvoLink 的任务列表中查找它。',
  'not-found': '目前在 EvoLink 的任务列表中没有找到可以确定是它的任务。',
  unavailable: '无法读取 EvoLink 的任务列表，只能从余额判断。',
  inconclusive: '此后创建的任务太多，无法在 EvoLink 的任务列表中查到那么早的记录。',
};
