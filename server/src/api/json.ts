import type { Json } from '../audit/changes.ts';

/** What a schema read or a store gave is JSON; a detour over text proves it to the compiler and drops what is undefined. */
export function jsonOf(value: object | null): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
