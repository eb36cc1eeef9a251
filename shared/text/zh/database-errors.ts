// The texts of errors about the database, its backups and the search index.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';
import { betweenChinese } from './spacing.ts';

const backupUnusableTexts: Readonly<Record<AppErrorOf<'backup-unusable'>['reason'], readonly [string, string]>> = {
  gone: ['找不到此备份。', '文件已被移动或删除。未做任何改动。请选择其他备份。'],
  damaged: ['此备份已损坏。', '未做任何改动。请选择其他备份。'],
  'not-copied': ['无法复制此备份。', '磁盘已满，或程序的数据文件夹无法写入。未做任何改动。请腾出空间后重试。'],
  newer: ['此备份由更新版本的 Evolink Studio 创建。', '未做任何改动。请安装最新版本后再使用。'],
};

/** As `../en/database-errors.ts`. */
export const databaseErrors = {
  'backup-failed': ({ neededBytes, freeBytes, detail }) =>
    neededBytes !== null && freeBytes !== null
      ? createErrorText('没有足够的空间存放备份。', `需要 ${format.bytes(neededBytes)}，剩余 ${format.bytes(freeBytes)}。请腾出空间。`)
      : createErrorText('未能创建备份。', `不影响使用，程序会在一小时后重试。系统信息：${detail}。`, 'open-logs'),
  'backup-unusable': ({ reason }) => createErrorText(...backupUnusableTexts[reason]),
  'possibly-sent-since-backup': ({ backupAtMs }) =>
    backupAtMs === null
      ? createErrorText(
          '它可能已由另一份副本发送过。',
          '数据库的位置与上次启动时不同。如果它的副本也在别处使用，继续此任务之前请先在 evolink.ai 核对您的任务：重复发送会重复扣费。',
        )
      : createErrorText(
          '备份之后它可能已经发送过。',
          `在${betweenChinese(format.moment(backupAtMs, 0))}备份时，它还在等待。继续此任务之前请先在 evolink.ai 核对您的任务：重复发送会重复扣费。`,
        ),
  'database-row-invalid': ({ incident }) =>
    createErrorText(
      '数据库中的这条记录无法读取。',
      `记录已损坏，因此没有执行任何操作。如果需要它，请在设置中恢复备份。详情见日志（${incident}）。`,
      'open-logs',
    ),
  'database-full': () =>
    createErrorText('存放程序数据库的磁盘已满。', '此更改未保存。请先在该磁盘上腾出空间，然后重试。您的视频不受影响。'),
  'database-not-written': () =>
    createErrorText(
      '无法写入程序的数据库。',
      '此更改未保存。可能是磁盘已满，或您在该磁盘上的配额已用完。请先在该磁盘上腾出空间，然后重试。您的视频不受影响。',
    ),
  'search-unavailable': ({ detail }) =>
    createErrorText(
      '搜索暂时不可用。',
      `搜索索引无法读取或写入。您的视频不受影响。请确认存放程序数据的磁盘有可用空间，然后重新启动程序。系统信息：${detail}。`,
      'open-logs',
    ),
  'stored-error-unreadable': () =>
    createErrorText('原因已无法读取。', '与这条记录一起保存的原因已损坏；记录本身是完整的。任务的历史记录中可能仍有说明。'),
} satisfies Partial<ErrorSentences>;
