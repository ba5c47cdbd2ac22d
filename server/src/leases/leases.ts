// One holder at a time for a named piece of work, across processes. A lease ends by itself, so a crashed holder blocks nobody for long.
export interface Leases {
  /** False while somebody else holds it. */
  acquire(name: string, holder: string, now: number, until: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}
