// Says which Node the npm scripts run on, and stops an older one with a sentence that tells what to do.
// Plain JavaScript on purpose: it must run on the very Node that may be too old.
import { execFileSync } from 'node:child_process';

const wanted = { major: 24, minor: 15 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < wanted.major || (major === wanted.major && minor < wanted.minor)) {
  console.error(
    `Lasting needs Node ${wanted.major}.${wanted.minor} or newer, and this script runs on ${process.version}.\n` +
      'The npm package "node" should have brought it: run `npm install` again without --ignore-scripts and\n' +
      '--omit=optional, or install Node 24 yourself so that it comes first in PATH.',
  );
  process.exit(1);
}

function versionOfNpmsOwnNode() {
  const path = process.env.npm_node_execpath;
  return path ? execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() : process.version;
}

if (process.env.npm_lifecycle_event === 'postinstall') {
  const outer = versionOfNpmsOwnNode();
  const note = outer === process.version ? '' : ` EBADENGINE lines above are about Node ${outer}, which only runs npm: ignore them.`;
  console.log(`Ready. Every npm script of this project runs on Node ${process.version}.${note}`);
}
