// What a flow test needs to live the recorded story again: the deliveries, a paid variant of them, and the store to ask.
export { derivePaid, signedAgain } from './derived.ts';
export { RECORDED_SECRET, recordings, restAnswer } from './recordings.ts';
export type { Recording, RestAnswer } from './recordings.ts';
export { recordedRestServer } from './rest-server.ts';
export type { RecordedRestServer } from './rest-server.ts';
