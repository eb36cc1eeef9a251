// 简体中文. One thing has one name (docs/writing.md):
//
//   prompt 提示词 · task 任务 · generate 生成 · rendering 生成中 · queue 队列 · library 作品库 · result 结果 · video 视频
//   first/last frame 首帧/尾帧 · reference image 参考图 · source video 源视频 · element 主体 · character 角色 · shot 镜头 · storyboard 分镜
//   aspect ratio 画面比例 · duration 时长 · quality 清晰度 · audio 声音 · seed 随机种子 · negative prompt 反向提示词
//   model 模型 · parameter/setting 参数 · key 密钥 · keychain 密钥环 (macOS 钥匙串) · account 账户 · profile 配置 (账户配置) · base URL 接口地址
//   credits 积分 · quota 额度 · charge 扣费 · top up 充值 · retry/try again 重试 · hold 暂停 · resume 继续 · discard 放弃
//   track 跟踪 · check again 再次查询 · expire 过期 · link 链接 · log 日志 · simulator 模拟器 · simulated 模拟
//
// The person is 您, the app 程序. Punctuation is full-width; a space stands between Chinese and Latin letters or digits. Names of products, vendors and
// models, codes and units stay as they are.
import { serviceWords } from '../en/errors.ts';
import type { Text } from '../text.ts';
import { actions } from './actions.ts';
import { app } from './app.ts';
import { backups } from './backups.ts';
import { batch } from './batch.ts';
import { collections } from './collections.ts';
import { composer } from './composer.ts';
import { controls } from './controls.ts';
import { errorText } from './errors.ts';
import { examples } from './examples.ts';
import { choiceName, fieldName } from './fields.ts';
import { fileJobs } from './file-jobs.ts';
import { fileNames } from './file-names.ts';
import { files } from './files.ts';
import { fixing } from './fixing.ts';
import { folder } from './folder.ts';
import { format } from './format.ts';
import { frames } from './frames.ts';
import { history } from './history.ts';
import { eventNames, inspector } from './inspector.ts';
import { issueText, roleNames } from './issues.ts';
import { judging } from './judging.ts';
import { library } from './library.ts';
import { missingFiles } from './missing-files.ts';
import { modelBrowser } from './model-browser.ts';
import { modelNotes } from './model-notes.ts';
import { modelPicker } from './models.ts';
import { network } from './network.ts';
import { player } from './player.ts';
import { prompts } from './prompts.ts';
import { queue } from './queue.ts';
import { quitting } from './quit.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { takes } from './takes.ts';
import { resultStateNames, stateNames, statusText, tileText } from './tasks.ts';
import { timeline } from './timeline.ts';
import { trash } from './trash.ts';
import { welcome } from './welcome.ts';

/** All sentences in Chinese, of the same type as English. */
export const zh: Text = {
  actions,
  app,
  backups,
  batch,
  choiceName,
  collections,
  composer,
  controls,
  errorText,
  examples,
  eventNames,
  fieldName,
  fileNames,
  fileJobs,
  files,
  fixing,
  folder,
  format,
  frames,
  history,
  inspector,
  issueText,
  quitting,
  judging,
  library,
  missingFiles,
  modelBrowser,
  modelNotes,
  modelPicker,
  network,
  player,
  prompts,
  queue,
  resultStateNames,
  roleNames,
  search,
  serviceWords,
  settings,
  shell,
  statusText,
  stateNames,
  takes,
  tileText,
  timeline,
  trash,
  welcome,
};
