// `npm start`: builds if necessary and opens the studio. Without a display it runs the demo instead, on a virtual display, with its output in
// ./demo-out.
//
// Arguments after `npm start --` go to the studio.
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { electronArguments, electronPath, nodePath, projectRoot, runtimeEnvironment } from './runtime.mjs';
import { hasDisplay } from './setup/linux-libraries.mjs';

const demoPrompt = 'a fox in the snow';

async function openStudio() {
  const env = { ...process.env, ...runtimeEnvironment() };
  // Terminals inside Electron apps, such as VS Code's, set this variable. It would make Electron start as plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  return runInForeground(electronPath(), [...electronArguments(), '.', ...process.argv.slice(2)], { cwd: projectRoot, env });
}

function runDemo() {
  console.error(`start: no display here, so this runs the demo into ./demo-out ("${demoPrompt}")`);
  const demo = join(projectRoot, 'scripts', 'demo.mjs');
  return runInForeground(nodePath(), [demo, '--prompt', demoPrompt, '--out', join(projectRoot, 'demo-out')], { cwd: projectRoot });
}

try {
  await ensureBuilt();
  process.exitCode = hasDisplay() ? await openStudio() : await runDemo();
} catch (error) {
  console.error(`start: ${error.message}`);
  process.exitCode = 1;
}
