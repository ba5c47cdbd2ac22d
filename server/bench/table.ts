// The table as Markdown, ready for a README. A missed aim is named under it, never left to be noticed.
import type { Aim } from './cases/bench-case.ts';
import type { CaseResult, Judged, SideResult } from './result.ts';

const rate = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1));
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 0);

function side(result: SideResult | null): string {
  if (result === null) return '';
  const { perSecond, p50Ms, p99Ms } = result;
  const times = p50Ms === null || p99Ms === null ? '' : ` (${ms(p50Ms)} / ${ms(p99Ms)} ms)`;
  const server = result.serverP95Ms === null ? '' : `, server p95 ${ms(result.serverP95Ms)} ms`;
  const memory = result.peakMiB === null ? '' : `, at most ${result.peakMiB} MiB (first tenth ${result.earlyMiB ?? 0})`;
  return `${rate(perSecond)}/s${times}${server}${memory}`;
}

export function wording({ of, value }: Aim): string {
  const words = {
    'rate-ratio': `ratio >= ${value}`,
    rate: `>= ${rate(value)}/s`,
    p99: `p99 <= ${value} ms`,
    'server-p95': `server p95 <= ${value} ms`,
    'p99-ratio': `p99 <= ${value} x`,
    'peak-mib': `<= ${value} MiB`,
  };
  return words[of];
}

function reachedText({ of, reached }: Judged): string {
  if (reached === null) return 'nothing was measured';
  if (of === 'rate') return `${rate(reached)}/s`;
  if (of === 'peak-mib') return `${reached} MiB`;
  return of === 'p99' || of === 'server-p95' ? `${ms(reached)} ms` : reached.toFixed(2);
}

function ratioText({ rateRatio, p99Ratio, roundRatios, aims }: CaseResult): string {
  if (aims.some(({ of }) => of === 'p99-ratio')) return p99Ratio?.toFixed(2) ?? '';
  if (rateRatio === null) return '';
  return `${rateRatio.toFixed(2)} (${Math.min(...roundRatios).toFixed(2)}-${Math.max(...roundRatios).toFixed(2)})`;
}

/** Of our process, then of the embedded database. */
function cpuText({ cpuMicros, engineCpuMicros }: SideResult): string {
  return [cpuMicros, engineCpuMicros].filter((each) => each !== null).map((each) => Math.round(each)).join(' + '); // prettier-ignore
}

function line(result: CaseResult): string {
  const aims = result.aims.map((aim) => `${wording(aim)} ${aim.met ? '✓' : '✗'}`).join(', ');
  const held = result.baselineIs === null ? '' : `; against ${result.baselineIs}`;
  return `| \`${result.name}\` | ${result.subjectIs}${held} | ${side(result.subject)} | ${side(result.baseline)} | ${ratioText(result)} | ${aims} | ${[
    result.subject,
    result.baseline,
  ]
    .filter((each) => each !== null)
    .map(cpuText)
    .join('; ')} |`;
}

export function table(results: readonly CaseResult[]): string {
  const head =
    '| Case | What | Subject (p50 / p99) | Baseline (p50 / p99) | Ratio (rounds) | Aim | CPU µs each |\n| --- | --- | --- | --- | --- | --- | --- |';
  return [head, ...results.map(line)].join('\n');
}

export function misses(results: readonly CaseResult[]): string[] {
  return results.flatMap((result) =>
    result.aims.filter(({ met }) => !met).map((aim) => `${result.name}: ${reachedText(aim)}, aimed at ${wording(aim)}`),
  );
}
