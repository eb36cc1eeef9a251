// Renaming files, and how a rename goes on.
import type { StudioStatus } from '../../ipc.ts';
import type { fileWork as en } from '../en/file-work.ts';
import { format } from './format.ts';

type Work = NonNullable<StudioStatus['library']['fileWork']>;

const refused = (count: number): string => (count === 0 ? '' : `，${format.number(count)} 个未能处理`);

function renaming({ done, skipped, failed, total }: Work): string {
  return `已重命名 ${format.number(done + skipped)} / ${format.number(total)} 个文件${refused(failed)}`;
}

function renamed({ state, done, failed, skipped }: Work): string {
  const stays = skipped > 0 ? `，${format.number(skipped)} 个已是该名称` : '';
  return `${state === 'done' ? '' : '已停止：'}重命名了 ${format.number(done)} 个文件${stays}${refused(failed)}。`;
}

/** See the English table. */
export const fileWork: typeof en = {
  rename: '重命名…',
  renameMany: (count) => `重命名 ${format.number(count)} 个文件…`,
  renameTitle: '重命名文件',
  renameManyTitle: (count) => `重命名 ${format.number(count)} 个文件`,
  renameDetail: '作品库文件夹中的文件将被重命名。',
  name: '名称',
  renameNow: '重命名',
  cancel: '取消',
  progress: '进度',
  stop: '停止',
  close: '关闭',
  refusals: (count) => `${format.number(count)} 个文件未能处理`,
  running: renaming,
  ended: renamed,
};
