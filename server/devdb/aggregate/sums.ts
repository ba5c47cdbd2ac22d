/** Sums that do not depend on luck: whole numbers exactly, doubles with the lost part carried along as MongoDB does. */
import { whole } from '../bson/arithmetic.ts';
import { Double } from '../bson/value.ts';
import type { Num } from '../bson/value.ts';

export class Sum {
  private high = 0;
  private low = 0;
  private exact = 0n;
  private small = 0;
  private wide = false;
  private rough = false;
  count = 0;

  add(value: Num): void {
    this.count++;
    if (value instanceof Double) this.addDouble(value.value);
    else if (typeof value === 'number') this.addInt(value);
    else {
      this.wide = true;
      this.exact += value;
    }
  }

  /** Whole numbers gather in a plain number as long as that is exact. */
  private addInt(value: number): void {
    this.small += value;
    if (Math.abs(this.small) < 2 ** 52) return;
    this.exact += BigInt(this.small);
    this.small = 0;
  }

  private addDouble(value: number): void {
    this.rough = true;
    const sum = this.high + value;
    const part = sum - this.high;
    const lost = this.high - (sum - part) + (value - part);
    this.high = sum;
    this.low += lost;
  }

  private get total(): bigint {
    return this.exact + BigInt(this.small);
  }

  asDouble(): number {
    const { total } = this;
    if (!this.rough) return Number(total);
    if (!Number.isFinite(this.high)) return this.high;
    const near = Number(total);
    const sum = this.high + near;
    const part = sum - this.high;
    const lost = this.high - (sum - part) + (near - part) + Number(total - BigInt(near));
    return sum + (this.low + lost);
  }

  result(): Num {
    if (this.rough) return new Double(this.asDouble());
    return whole(this.total, this.wide) ?? new Double(Number(this.total));
  }
}

export function sumOf(values: readonly Num[]): Num {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.result();
}

export function averageOf(values: readonly Num[]): Double | null {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.count === 0 ? null : new Double(sum.asDouble() / sum.count);
}
