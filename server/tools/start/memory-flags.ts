/**
 * How node keeps house in a worker. Left alone it lets garbage lie as long as the machine has room: in a long backlog 400 to 560 MB stood
 * around 42 MB that were alive. So the young space stays small, and the old one is swept when it has grown by this share of what lived.
 * No cap: a server that honestly needs more gets it, and does not die of a number.
 */
export const MEMORY_FLAGS: readonly string[] = ['--max-semi-space-size=8', '--heap-growing-percent=30'];
