// Compiles better-sqlite3 for the stand-in Electron. The package's prebuilt addon needs a newer Node-API than that Electron has, and would
// crash it at load. An addon compiled from the package's source runs in that Electron and in every newer Node, so the tests and the studio
// use one file.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronPath, nodePackage, nodePath, projectRoot } from '../runtime.mjs';
import { SetupFailure } from '../setup/print.mjs';
import { lastLines, run } from '../setup/run.mjs';

// NAPI_VERSION 9 would abort at run time, because the addon keeps references to strings, which only version 10 or the experimental
// level allow. An experimental addon learns of collected objects during the garbage collection itself, when deleting a reference aborts
// the process. node-addon-api defers the deletion if the headers have node_api_post_finalizer. Node's own headers, which npm's Node
// includes, have it. The headers of the package node-api-headers leave out everything experimental.
const addonDefines = [
  'NAPI_EXPERIMENTAL',
  'NAPI_VERSION=2147483647',
  'NODE_API_EXPERIMENTAL_NO_WARNING',
  'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  'NODE_API_EXPERIMENTAL_BASIC_ENV_OPT_OUT',
  'NAPI_DISABLE_CPP_EXCEPTIONS',
  'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  'BUILDING_NODE_EXTENSION',
  'NODE_GYP_MODULE_NAME=better_sqlite3',
  'NDEBUG',
];
const sqliteFlags = ['-O2', '-fPIC', '-std=c99', '-w', '-DNDEBUG'];
const addonFlags = ['-O2', '-fPIC', '-std=c++20', '-w', '-fvisibility=hidden', '-fvisibility-inlines-hidden'];
const linkFlags = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread', '-lm'];

const packageFolder = (name) => join(projectRoot, 'node_modules', name);

/**
 * Returns a hash of everything that the compiled file depends on. The cached file is named by the hash, so a new node_modules needs no
 * compiler.
 */
export function addonKey() {
  const versions = ['better-sqlite3', 'node-addon-api', nodePackage()].map((name) => {
    return `${name}@${JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')).version}`;
  });
  const recipe = JSON.stringify([versions, process.arch, addonDefines, sqliteFlags, addonFlags, linkFlags]);
  return createHash('sha256').update(recipe).digest('hex').slice(0, 16);
}

/** Returns the path where the compiled file is kept between installations of node_modules. */
export function compiledAddon() {
  return join(projectRoot, '.cache', 'better-sqlite3', addonKey(), 'better_sqlite3.node');
}

/** Compiles the addon into `compiledAddon()`. Throws `SetupFailure` where the compilers are missing or fail. */
export async function compileAddon() {
  const target = compiledAddon();
  const source = packageFolder('better-sqlite3');
  const sqlite = join(source, 'deps', 'sqlite3');
  const work = `${dirname(target)}.making`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const sqliteObject = join(work, 'sqlite3.o');
  const addonObject = join(work, 'better_sqlite3.o');
  const includes = [join(packageFolder(nodePackage()), 'include', 'node'), packageFolder('node-addon-api'), sqlite].map(
    (folder) => `-I${folder}`,
  );
  const outcomes = await Promise.all([
    run('gcc', [...sqliteFlags, ...sqliteDefines(source), '-c', join(sqlite, 'sqlite3.c'), '-o', sqliteObject]),
    run('g++', [
      ...addonFlags,
      ...addonDefines.map((define) => `-D${define}`),
      ...includes,
      '-c',
      join(source, 'src', 'better_sqlite3.cpp'),
      '-o',
      addonObject,
    ]),
  ]);
  const addon = join(work, 'better_sqlite3.node');
  outcomes.push(
    outcomes.every(({ code }) => code === 0) ? await run('g++', [addonObject, sqliteObject, ...linkFlags, '-o', addon]) : { code: 0 },
  );
  const failed = outcomes.find(({ code }) => code !== 0);
  if (failed) {
    throw new SetupFailure(
      `better-sqlite3 did not compile. A C and a C++20 compiler (gcc, g++ 10 or newer) are needed.\n${lastLines(failed.output)}`,
    );
  }
  mkdirSync(dirname(target), { recursive: true });
  renameSync(addon, target);
  rmSync(work, { recursive: true, force: true });
}

/** Returns the compile-time options of the package's own build, from its gyp file. */
export function sqliteDefinesIn(gyp) {
  return [...gyp.matchAll(/'([A-Z][A-Z0-9_]*(?:=[^']*)?)'/g)].map(([, define]) => `-D${define}`);
}

function sqliteDefines(source) {
  const defines = sqliteDefinesIn(readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8'));
  if (!defines.includes('-DSQLITE_ENABLE_FTS5')) throw new Error('deps/defines.gypi of better-sqlite3 no longer reads as expected');
  return defines;
}

/**
 * Loads the addon and runs a query, in Node and in Electron, because a wrong build crashes the process instead of throwing. If the addon
 * does not work, removes the compiled file, so that the next set-up compiles again, and throws `SetupFailure`.
 */
export async function tryAddon() {
  const probe = join(dirname(fileURLToPath(import.meta.url)), 'try-database.cjs');
  for (const [name, program, env] of [
    ['Node', nodePath(), {}],
    ['Electron', electronPath(), { ELECTRON_RUN_AS_NODE: '1' }],
  ]) {
    const { code, output, stdout } = await run(program, [probe], { cwd: projectRoot, env });
    if (code === 0 && stdout.trim() === 'works') continue;
    rmSync(compiledAddon(), { force: true });
    throw new SetupFailure(
      `The compiled better-sqlite3 does not work in ${name}. Run this again; if it stays so, report it.\n${lastLines(output)}`,
    );
  }
}
