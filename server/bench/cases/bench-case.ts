// What a case is: something of ours (the subject) beside the plainest way to do the same (the baseline), and what we aim for.

/** How much work a run does. `--quick` makes it small; every number can be set on the command line. */
export interface Scale {
  readonly rounds: number;
  readonly concurrency: number;
  readonly deliveries: number;
  readonly steadyRate: number;
  readonly steadySeconds: number;
  /** Shoppers' requests in a second. */
  readonly proxyRate: number;
  readonly redemptions: number;
  readonly backlog: number;
  readonly longBacklog: number;
  readonly appends: number;
  readonly members: number;
  readonly hotAppends: number;
  readonly mediciAwards: number;
  readonly verifyEntries: number;
  readonly fewMembers: number;
  readonly manyMembers: number;
  readonly reads: number;
}

export interface Context {
  readonly uri: string;
  /** Of this case alone; made before its sides open and dropped after them. */
  readonly database: string;
  /** On the disk that is measured; removed afterwards. */
  readonly folder: string;
  readonly scale: Scale;
}

/** One timed round. Latencies are null where there is no single operation to time. */
export interface Sample {
  readonly operations: number;
  readonly seconds: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** As the server itself measured its answers, where that is what is aimed at. */
  readonly serverP95Ms?: number | undefined;
  /** The most resident memory, and the most in the first tenth of the work, where memory is what is measured. */
  readonly peakMiB?: number | undefined;
  readonly earlyMiB?: number | undefined;
}

/** A sample with what it cost, which hardly depends on what else the machine does. */
export interface Costed extends Sample {
  readonly cpuMicros: number;
  /** Of the embedded database's process; null for a server that was given. */
  readonly engineCpuMicros: number | null;
}

/** Lives in a process of its own. Round 0 warms up and is not counted; `prepare` is never timed. */
export interface Side {
  prepare(round: number): Promise<void>;
  run(round: number): Promise<Sample>;
  /** What our process has used so far, where the side only drives another one. */
  cpuMicros?(): Promise<number>;
  close(): Promise<void>;
}

/** Rates and their ratio aim upwards; latencies (in ms, or as a ratio) downwards. */
export interface Aim {
  readonly of: 'rate-ratio' | 'rate' | 'p99' | 'p99-ratio' | 'server-p95' | 'peak-mib';
  readonly value: number;
}

export interface BenchCase {
  readonly name: string;
  /** For the table: what is counted, and what it is held against. */
  readonly subjectIs: string;
  readonly baselineIs: string | null;
  readonly aims: readonly Aim[];
  /** Makes no sense on a database that is not ours. */
  readonly onlyDevDb?: boolean;
  /** Needs what ours does not have. */
  readonly notDevDb?: boolean;
  /** So long that it is measured in one round, without warming up. */
  readonly once?: boolean;
  readonly subject: (context: Context) => Promise<Side>;
  readonly baseline: ((context: Context) => Promise<Side>) | null;
}
