// Imported before the contract: schemas decide when they are made whether to compile themselves with `eval`, which our content security
// policy refuses (loudly, although zod then works without).
import { config } from 'zod';

config({ jitless: true });
