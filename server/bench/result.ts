// Samples to one line of the table: medians, the ratio, and which aims were reached.
import type { Aim, BenchCase, Costed, Sample } from './cases/bench-case.ts';

export interface SideResult {
  readonly perSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** CPU of our process and of the embedded database for one operation, in microseconds. */
  readonly cpuMicros: number;
  readonly engineCpuMicros: number | null;
  readonly peakMiB: number | null;
  readonly earlyMiB: number | null;
  readonly serverP95Ms: number | null;
  readonly samples: readonly Costed[];
}

export interface Judged extends Aim {
  readonly reached: number | null;
  readonly met: boolean;
}

export interface CaseResult {
  readonly name: string;
  readonly subjectIs: string;
  readonly baselineIs: string | null;
  readonly subject: SideResult;
  readonly baseline: SideResult | null;
  /** Of the medians: subject / baseline. */
  readonly rateRatio: number | null;
  readonly p99Ratio: number | null;
  /** Each round's own ratio of rates: how much the machine's other work blurs the one above. */
  readonly roundRatios: readonly number[];
  readonly aims: readonly Judged[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function medianOf(samples: readonly Costed[], pick: (sample: Costed) => number | null): number | null {
  const values = samples.map(pick).filter((value) => value !== null);
  return values.length === 0 ? null : median(values);
}

function sideResult(samples: readonly Costed[]): SideResult {
  const perSecond = median(samples.map(({ operations, seconds }) => operations / seconds));
  const times = { p50Ms: medianOf(samples, (each) => each.p50Ms), p99Ms: medianOf(samples, (each) => each.p99Ms) };
  const cpuMicros = median(samples.map((each) => each.cpuMicros / each.operations));
  const engine = medianOf(samples, (each) => (each.engineCpuMicros === null ? null : each.engineCpuMicros / each.operations));
  const memory = {
    peakMiB: medianOf(samples, (each) => each.peakMiB ?? null),
    earlyMiB: medianOf(samples, (each) => each.earlyMiB ?? null),
    serverP95Ms: medianOf(samples, (each) => each.serverP95Ms ?? null),
  };
  return { perSecond, ...times, cpuMicros, engineCpuMicros: engine, ...memory, samples };
}

const ratio = (a: number | null | undefined, b: number | null | undefined): number | null => (a == null || b == null ? null : a / b);

function judged(aim: Aim, result: Omit<CaseResult, 'aims'>): Judged {
  const reached = {
    'rate-ratio': result.rateRatio,
    rate: result.subject.perSecond,
    p99: result.subject.p99Ms,
    'p99-ratio': result.p99Ratio,
    'server-p95': result.subject.serverP95Ms,
    'peak-mib': result.subject.peakMiB,
  }[aim.of];
  const upwards = aim.of === 'rate' || aim.of === 'rate-ratio';
  return { ...aim, reached, met: reached !== null && (upwards ? reached >= aim.value : reached <= aim.value) };
}

export function caseResult(bench: BenchCase, subjects: readonly Costed[], baselines: readonly Costed[]): CaseResult {
  const { name, subjectIs, baselineIs } = bench;
  const subject = sideResult(subjects);
  const baseline = baselines.length === 0 ? null : sideResult(baselines);
  const ratios = { rateRatio: ratio(subject.perSecond, baseline?.perSecond), p99Ratio: ratio(subject.p99Ms, baseline?.p99Ms) };
  const own = ({ operations, seconds }: Sample): number => operations / seconds;
  const roundRatios = baselines.flatMap((each, index) => (subjects[index] === undefined ? [] : [own(subjects[index]) / own(each)]));
  const result = { name, subjectIs, baselineIs, subject, baseline, ...ratios, roundRatios };
  return { ...result, aims: bench.aims.map((aim) => judged(aim, result)) };
}
