// Random cases are the same ones in every run of `npm test`, so that a red run is somebody's change. `npm run soak` draws ever new ones.

/** For every property that `npm test` checks; a failure prints it with the path to the smallest case. */
export const SEED = 20_261_121;
