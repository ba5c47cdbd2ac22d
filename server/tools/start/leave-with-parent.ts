/**
 * Preloaded (`node --import`) into every process that `npm start` begins. The starter holds the other end of stdin, so
 * stdin ends when the starter is gone, even when it was killed without a chance to say so. Then this process leaves too,
 * by the same SIGTERM as in a regular stop, and nothing is left behind that holds a port or the data folder.
 */
const graceMs = 10_000;

function leave(): void {
  // Under `node --watch` the watcher is our parent, and it would wait for a change of a file for ever.
  if (process.env['WATCH_REPORT_DEPENDENCIES']) process.kill(process.ppid, 'SIGTERM');
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
}

process.stdin.on('end', leave).on('error', leave);
process.stdin.resume();
process.stdin.unref();
