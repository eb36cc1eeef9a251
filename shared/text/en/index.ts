// All sentences in English. Every other language has the same type.
import { actions } from './actions.ts';
import { app } from './app.ts';
import { backups } from './backups.ts';
import { batch } from './batch.ts';
import { collections } from './collections.ts';
import { composer } from './composer.ts';
import { controls } from './controls.ts';
import { errorText, serviceWords } from './errors.ts';
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

/** All sentences in English; its type is the `Text` of every language. */
export const en = {
  actions,
  app,
  backups,
  batch,
  choiceName,
  collections,
  composer,
  controls,
  errorText,
  serviceWords,
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
