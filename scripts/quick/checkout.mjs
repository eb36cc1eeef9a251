// Asks git about the files of this checkout. Paths are relative to the project's root.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const maxOutputBytes = 1 << 26;

/** Runs git in `root` and returns its NUL-separated output as a list. Throws if git is missing or fails. */
function git(root, ...args) {
  const { error, status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: maxOutputBytes });
  if (error) throw new Error(`git could not be started (${error.message}); it is needed to find what changed`);
  if (status !== 0) throw new Error(`git ${args[0]} failed: ${stderr.trim() || `exit ${status}`}`);
  return stdout.split('\0').filter((entry) => entry !== '');
}

/** Returns the files that differ from the commit `since`, including removed files and both names of renamed ones, and new files that git does not ignore. */
export function changedFiles(root, since) {
  const commit = commitOf(root, since);
  const tracked = git(root, 'diff', '--name-only', '--no-renames', '--relative', '-z', commit, '--');
  const untracked = git(root, 'ls-files', '--others', '--exclude-standard', '-z');
  return [...new Set([...tracked, ...untracked])].sort();
}

function commitOf(root, since) {
  // Throws git's own message if there is no git or no repository.
  git(root, 'rev-parse', '--git-dir');
  try {
    return git(root, 'rev-parse', '--verify', '--quiet', `${since}^{commit}`)[0].trim();
  } catch {
    throw new Error(`there is no commit "${since}"`);
  }
}

const textFilePattern = /\.(?:[cm]?[jt]sx?|html|css|json|md|ya?ml)$/;

/** Returns the text of each file of the checkout as `Map<file, text>`. A file that is not text has an empty text. */
export function readTree(root) {
  const files = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').filter((file) => existsSync(join(root, file)));
  return new Map(files.map((file) => [file, textFilePattern.test(file) ? readFileSync(join(root, file), 'utf8') : '']));
}
