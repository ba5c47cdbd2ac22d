/** Runs beside a shop, and ends it when whoever started both is gone, even without a chance to say so: its own input ends then. */
import { endStore } from './store-process.ts';

const [run] = process.argv.slice(2);
process.on('SIGINT', () => undefined); // Of a terminal, meant for whoever started this.
process.stdin.on('end', () => void endStore(run ?? '')).resume();
