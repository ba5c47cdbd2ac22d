// Apart from `index.ts`, so that only the start of the page pulls in whole style sheets.
export { loadKit } from '#kit/load.ts';
